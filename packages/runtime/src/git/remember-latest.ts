/** Wraps a question whose answer never changes: the latest `count` answers are kept, failures are not. */
export function rememberLatest<T>(
  count: number,
  ask: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const known = answers.get(key);
    const answer = known ?? ask(key);
    // Set anew, so that the first key is always the one not asked for longest.
    answers.delete(key);
    answers.set(key, answer);
    if (known === undefined) {
      answer.catch(() => {
        if (answers.get(key) === answer) answers.delete(key);
      });
    }
    for (const oldest of answers.keys()) {
      if (answers.size <= count) break;
      answers.delete(oldest);
    }
    return answer;
  };
}

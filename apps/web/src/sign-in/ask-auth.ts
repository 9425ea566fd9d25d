/** What answers of these statuses mean to a person; null where one is no problem. */
type Meanings = Readonly<Record<number, string | null>>;

/** Asks one of the two routes by which a browser comes and goes; answers why it was refused and what to do, or null. */
export async function askAuth(path: string, body: object, meanings: Meanings): Promise<string | null> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    return 'The server does not answer. Check that it runs, then try again.';
  }
  if (response.ok) return null;
  const problem = meanings[response.status];
  if (problem !== undefined) return problem;
  const answer = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  return answer?.error?.message ?? `The server answered with ${response.status}.`;
}

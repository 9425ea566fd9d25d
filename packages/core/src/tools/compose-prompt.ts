/** What an attempt is told of the ones before it. */
export interface Told {
  /** What gates and policy said of the last one. */
  readonly feedback: string | null;
  /** What people said of earlier patches; see `commentBrief`. */
  readonly comments: string | null;
}

const sections = {
  feedback: {
    heading: '## What the last attempt got wrong',
    request:
      'An earlier attempt at this task was not accepted. Do the task again so that the following no longer fails:',
  },
  comments: {
    heading: '## What reviewers said',
    request: 'People looked at what earlier attempts made. Do the task again so that it answers them:',
  },
} as const;

/** The prompt of an attempt: the task's own, and below it what gates, policy and people said of those before. */
export function composePrompt(prompt: string, told: Told): string {
  const parts = (['feedback', 'comments'] as const).flatMap((part) => {
    const text = told[part]?.trim() ?? '';
    const { heading, request } = sections[part];
    return text === '' ? [] : [`${heading}\n\n${request}\n\n${text}\n`];
  });
  return parts.length === 0 ? prompt : [`${prompt.trimEnd()}\n`, ...parts].join('\n');
}

/** The same for a tool without a prompt: the text of its feedback file. */
export function composeFeedback({ feedback, comments }: Told): string {
  const said = comments === null ? [] : [`${sections.comments.heading}\n\n${comments}`];
  return [...(feedback === null ? [] : [feedback]), ...said].join('\n\n');
}

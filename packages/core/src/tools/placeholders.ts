/** What may stand in the argument array of a tool, and whether it may be a part of an argument. */
export const placeholders = {
  prompt: { means: 'the prompt', embedded: true },
  prompt_file: { means: 'the path of a file with the prompt', embedded: true },
  model: { means: 'the model, after the argument that announces it', embedded: false },
  args: { means: 'the arguments of the task', embedded: false },
} as const satisfies Record<string, { means: string; embedded: boolean }>;

/** The name of a placeholder. */
export type PlaceholderName = keyof typeof placeholders;

/** A placeholder, or what looks like one, in an argument. */
export interface PlaceholderUse {
  readonly name: string;
  /** Where its opening brace stands, in characters from 0. */
  readonly at: number;
  /** Whether there is more in the argument than the placeholder. */
  readonly embedded: boolean;
}

/** `{name}`, or `{{name}}` for the same text without a meaning; braces around anything else mean nothing. */
const pattern = /\{\{([A-Za-z_][\w-]*)\}\}|\{([A-Za-z_][\w-]*)\}/g;

/** Whether a word is the name of a placeholder. */
export function isPlaceholder(name: string): name is PlaceholderName {
  return Object.hasOwn(placeholders, name);
}

/** The placeholders in an argument, those that do not exist among them, in their order. */
export function findPlaceholders(argument: string): PlaceholderUse[] {
  return [...argument.matchAll(pattern)].flatMap((match) => {
    const name = match[2];
    return name === undefined
      ? []
      : [{ name, at: match.index, embedded: match[0].length !== argument.length }];
  });
}

/** Replaces the placeholders in an argument that has passed the rules of the catalogue. */
export function fillPlaceholders(argument: string, value: (name: string) => string): string {
  return argument.replace(pattern, (_, literal: string | undefined, name: string | undefined) =>
    name === undefined ? `{${literal}}` : value(name),
  );
}

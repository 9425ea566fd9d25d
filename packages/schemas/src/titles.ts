/** Words that are not written as they are in a name. */
const spelled: Readonly<Record<string, string>> = {
  cwd: 'working directory',
  env: 'environment',
  id: 'ID',
  ids: 'IDs',
  pid: 'PID',
  sha256: 'SHA-256',
  usd: 'USD',
};

/** The unit at the end of a name. */
const units: Readonly<Record<string, string>> = {
  ms: 'in milliseconds',
  percent: 'in percent',
  s: 'in seconds',
  usd: 'in US dollars',
};

/** The title of a field, made from its name: `max_cost_usd` is `Max cost in US dollars`. */
export function titleOf(name: string): string {
  const words = name.split('_');
  const unit = words.length > 1 ? units[words.at(-1) ?? ''] : undefined;
  const plain = unit === undefined ? words : words.slice(0, -1);
  const title = [...plain.map((word) => spelled[word] ?? word), ...(unit === undefined ? [] : [unit])].join(
    ' ',
  );
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

/** What a template of the demo is written from. */
export type YamlValue =
  | string
  | number
  | boolean
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue | undefined };

const plain = /^[A-Za-z][A-Za-z0-9 _./()-]*$/;
const words = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off']);

/** A value as YAML in block style, as a person would write it. */
export function yamlText(value: YamlValue, indent = ''): string {
  if (typeof value === 'string')
    return plain.test(value) && !words.has(value) ? value : JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return listText(value, indent);
  return Object.entries(value)
    .filter((entry): entry is [string, YamlValue] => entry[1] !== undefined)
    .map(([key, member]) => `${indent}${key}:${memberText(member, indent)}`)
    .join('\n');
}

const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value);

function memberText(member: YamlValue, indent: string): string {
  if (typeof member !== 'object') return ` ${yamlText(member)}`;
  if (isList(member) && member.every((item) => typeof item !== 'object')) {
    return ` [${member.map((item) => yamlText(item)).join(', ')}]`;
  }
  return `\n${yamlText(member, `${indent}  `)}`;
}

function listText(list: readonly YamlValue[], indent: string): string {
  return list.map((item) => `${indent}- ${yamlText(item, `${indent}  `).trimStart()}`).join('\n');
}

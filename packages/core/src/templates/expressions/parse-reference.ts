import { didYouMean } from '../../documents/index.js';
import type { Reference } from './expression.js';

/** A reference, or what is wrong with it. */
export type ParsedReference =
  | { readonly ok: true; readonly reference: Reference }
  | { readonly ok: false; readonly message: string; readonly hint: string };

const runFields = ['id', 'target', 'repository'] as const;
const forms =
  'params.<name>, run.id, run.target, run.repository, task.id, attempt.number, tasks.<id>.state, tasks.<id>.outputs.<name>';
const roots = ['params', 'run', 'task', 'attempt', 'tasks'];

const good = (reference: Reference): ParsedReference => ({ ok: true, reference });

const bad = (message: string, hint = `what can be looked up: ${forms}`): ParsedReference => ({
  ok: false,
  message,
  hint,
});

/** `tasks.<id>.state` or `tasks.<id>.outputs.<name>`; the id may have dots, the name of an output has none. */
function parseTaskReference(text: string, steps: readonly string[]): ParsedReference {
  const last = text.slice(text.lastIndexOf('.') + 1);
  if (steps.length >= 4 && steps.at(-2) === 'outputs') {
    return good({ kind: 'output', task: steps.slice(1, -2).join('.'), name: last });
  }
  if (steps.length >= 3 && last === 'state') {
    return good({ kind: 'state', task: steps.slice(1, -1).join('.') });
  }
  return bad(`\`${text}\` says neither \`.state\` nor \`.outputs.<name>\``);
}

/** Reads a dotted name such as `params.x` as a reference. */
export function parseReference(text: string): ParsedReference {
  const steps = text.split('.');
  const [root = '', field = ''] = steps;
  if (steps.includes('')) return bad(`\`${text}\` has an empty part`);
  if (root === 'env') {
    const hint = 'give the value as a parameter; a command sees its environment by itself';
    return bad(`\`${text}\`: the environment cannot be used in expressions`, hint);
  }
  if (root === 'tasks') return parseTaskReference(text, steps);
  if (!roots.includes(root)) return bad(`\`${text}\` is not known${didYouMean(root, roots)}`);
  if (steps.length !== 2) return bad(`\`${text}\` needs exactly one name after \`${root}.\``);
  if (root === 'params') return good({ kind: 'param', name: field });
  if (text === 'task.id') return good({ kind: 'task', field: 'id' });
  if (text === 'attempt.number') return good({ kind: 'attempt', field: 'number' });
  const runField = root === 'run' ? runFields.find((name) => name === field) : undefined;
  return runField === undefined ? bad(`\`${text}\` is not known`) : good({ kind: 'run', field: runField });
}

import { badLine, badPatch, headerText } from './bad-patch.js';
import { checkPair, plainName, sharedName } from './file-names.js';
import { type LineCursor, nextLine } from './lines.js';
import type { PatchKind } from './patch.js';

const REMAKE = 'Make the patch again with git diff --binary --full-index.';
const FIELD =
  /^((?:old|new|new file|deleted file) mode|(?:copy|rename) (?:from|to)|(?:dis)?similarity index|index) (.*)$/s;
const MODE = /^[0-7]{6}$/;
const INDEX = /^([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})(?: ([0-7]{6}))?$/;
/** Headers that make no sense without each other. */
const PAIRS = [
  ['old mode', 'new mode'],
  ['rename from', 'rename to'],
  ['copy from', 'copy to'],
] as const;
const CLAIMS = [
  ['new file mode', 'add'],
  ['deleted file mode', 'delete'],
  ['rename from', 'rename'],
  ['copy from', 'copy'],
] as const;

/** What the header of one file says; names are held as one character a byte. */
export interface GitHeader {
  readonly line: number;
  readonly kind: PatchKind;
  readonly name: string;
  readonly oldName: string | undefined;
  readonly newName: string | undefined;
  readonly oldMode: string | undefined;
  readonly newMode: string | undefined;
  readonly oldId: string | undefined;
  readonly newId: string | undefined;
}

type Fields = ReadonlyMap<string, string>;

/** Reads a `diff --git` line and the extended header lines below it, and moves behind them. */
export function readGitHeader(cursor: LineCursor): GitHeader {
  const { line } = cursor;
  const names = headerText(cursor).slice('diff --git '.length);
  nextLine(cursor);
  const fields = readFields(cursor);
  const kind = readKind(fields, line);
  const [, oldId, newId, indexMode] = readIndex(fields, line);
  return {
    line,
    kind,
    ...readNames(kind, fields, names, line),
    ...readModes(fields, indexMode, line),
    oldId,
    newId,
  };
}

function readFields(cursor: LineCursor): Fields {
  const fields = new Map<string, string>();
  for (;;) {
    const [, name, value] = FIELD.exec(headerText(cursor)) ?? [];
    if (name === undefined || value === undefined) return fields;
    if (fields.has(name)) throw badLine(cursor, `a second "${name}" line in one header`, REMAKE);
    fields.set(name, value);
    nextLine(cursor);
  }
}

function readKind(fields: Fields, line: number): PatchKind {
  for (const [one, other] of PAIRS) {
    if (fields.has(one) !== fields.has(other)) {
      throw badPatch(line, `a header has only one of "${one}" and "${other}"`, REMAKE);
    }
  }
  const claims = CLAIMS.filter(([name]) => fields.has(name));
  const [claim, second] = claims;
  if (second) throw badPatch(line, `a header has both "${claim?.[0]}" and "${second[0]}"`, REMAKE);
  return claim?.[1] ?? 'modify';
}

function readNames(kind: PatchKind, fields: Fields, names: string, line: number) {
  const from = fields.get('rename from') ?? fields.get('copy from');
  const to = fields.get('rename to') ?? fields.get('copy to');
  if (from === undefined || to === undefined) {
    const name = sharedName(names, line);
    return {
      name,
      oldName: kind === 'add' ? undefined : name,
      newName: kind === 'delete' ? undefined : name,
    };
  }
  const oldName = plainName(from, line);
  const newName = plainName(to, line);
  if (oldName === newName) throw badPatch(line, `a ${kind} of a file onto itself`, REMAKE, oldName);
  checkPair(names, oldName, newName, line);
  return { name: newName, oldName, newName };
}

function readModes(fields: Fields, indexMode: string | undefined, line: number) {
  const added = fields.get('new file mode');
  const deleted = fields.get('deleted file mode');
  const changed = fields.get('old mode');
  const explicit = [added, deleted, changed, fields.get('new mode')].filter((mode) => mode !== undefined);
  const unreadable = explicit.find((mode) => !MODE.test(mode));
  if (unreadable !== undefined) throw badPatch(line, 'a mode is six octal digits', REMAKE, unreadable);
  const said = [added ?? deleted, changed, indexMode].filter((mode) => mode !== undefined);
  if (said.length > 1) throw badPatch(line, 'a header gives the mode of its file twice', REMAKE);
  if (added !== undefined) return { oldMode: undefined, newMode: added };
  if (deleted !== undefined) return { oldMode: deleted, newMode: undefined };
  return { oldMode: changed ?? indexMode, newMode: fields.get('new mode') ?? indexMode };
}

function readIndex(fields: Fields, line: number): readonly (string | undefined)[] {
  const index = fields.get('index');
  if (index === undefined) return [];
  const match = INDEX.exec(index);
  if (!match) throw badPatch(line, 'an "index" line is not two object ids and a mode', REMAKE, index);
  return match;
}

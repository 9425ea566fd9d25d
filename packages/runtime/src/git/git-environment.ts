/** Where a git command works, and which configuration it may see. */
export interface GitPlace {
  /** `GIT_DIR`; without it git looks for the repository upwards from `cwd`. */
  readonly gitDir?: string | undefined;
  /** `GIT_WORK_TREE`. */
  readonly workTree?: string | undefined;
  /** `GIT_INDEX_FILE`, an absolute path. */
  readonly indexFile?: string | undefined;
  /** Added last, so it wins over everything that this module sets. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /**
   * `none` (default): neither the user's nor the machine's configuration is read, so bytes are never
   * converted. `user`: both are read, for questions that only the user's own settings answer (identity,
   * `safe.directory`, is this checkout clean). Hooks, monitors and prompts are off in both.
   */
  readonly config?: 'none' | 'user' | undefined;
}

/**
 * Off in every call: whatever would run another program, ask a person, or start work of git's own accord.
 * Where git needs the name of a program, `false` is one that fails.
 */
const quiet: ReadonlyArray<readonly [string, string]> = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.untrackedCache', 'false'],
  ['core.pager', 'cat'],
  ['core.editor', 'false'],
  ['core.askPass', 'false'],
  ['core.sshCommand', 'false'],
  ['credential.helper', ''],
  ['protocol.allow', 'never'],
  ['protocol.file.allow', 'always'],
  ['gc.auto', '0'],
  ['gc.autoDetach', 'false'],
  ['maintenance.auto', 'false'],
  ['commit.gpgSign', 'false'],
  ['tag.gpgSign', 'false'],
  ['log.showSignature', 'false'],
  ['submodule.recurse', 'false'],
  ['core.quotePath', 'true'],
  ['color.ui', 'false'],
  ['diff.suppressBlankEmpty', 'false'],
  ['apply.whitespace', 'nowarn'],
  ['apply.ignoreWhitespace', 'no'],
];

/** Off unless the user's configuration was asked for: whatever changes bytes on their way in or out. */
const exact: ReadonlyArray<readonly [string, string]> = [
  ['core.autocrlf', 'false'],
  ['core.eol', 'lf'],
  ['core.safecrlf', 'false'],
  ['core.attributesFile', '/dev/null'],
  ['core.excludesFile', '/dev/null'],
];

/** The `GIT_CONFIG_COUNT` form of `-c key=value`: it outranks every file, and keeps argument lists readable. */
function configVariables(rows: ReadonlyArray<readonly [string, string]>): Record<string, string> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(rows.length) };
  for (const [index, [key, value]] of rows.entries()) {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return variables;
}

const fixed = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_LITERAL_PATHSPECS: '1',
};

const withoutUser = {
  ...fixed,
  ...configVariables([...quiet, ...exact]),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
};
const withUser = { ...fixed, ...configVariables(quiet) };

/** The whole environment of a git process: this process's own without `GIT_*`, then what keeps git predictable. */
export function gitEnvironment(place: GitPlace = {}): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    // Windows names are case-insensitive; SSH_ASKPASS would open a window.
    if (!/^(GIT_|SSH_ASKPASS)/i.test(name)) environment[name] = value;
  }
  Object.assign(environment, place.config === 'user' ? withUser : withoutUser);
  if (place.gitDir !== undefined) environment.GIT_DIR = place.gitDir;
  if (place.workTree !== undefined) environment.GIT_WORK_TREE = place.workTree;
  if (place.indexFile !== undefined) environment.GIT_INDEX_FILE = place.indexFile;
  return Object.assign(environment, place.env);
}

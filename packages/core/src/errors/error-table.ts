/** Who has to act on an error: the one who asked, this program, or something it depends on. */
export type Fault = 'caller' | 'system' | 'dependency';

interface ErrorRow {
  readonly fault: Fault;
  /** True where the same call may succeed later without being changed. */
  readonly retry: boolean;
  readonly means: string;
}

const row = (fault: Fault, retry: boolean, means: string): ErrorRow => ({ fault, retry, means });

/** Every error this product can answer with: whose fault it is, whether to try again, what it means. */
export const errorTable = {
  bad_template: row('caller', false, 'the template cannot be read, or breaks a rule of template.v1'),
  bad_parameter: row('caller', false, 'a parameter is missing, unknown, or not of its declared type'),
  bad_catalog: row('caller', false, 'the tool catalogue cannot be read, or breaks a rule of tool_catalog.v1'),
  bad_policy: row('caller', false, 'the patch policy cannot be read, or a layer loosens the one above it'),
  bad_patch: row('caller', false, 'the patch is not a unified diff or mailbox that git would accept'),
  bad_report: row('caller', false, 'the test report cannot be read as the format it was declared to be'),
  bad_argument: row('caller', false, 'an argument or request field is missing, unknown, or malformed'),
  bad_document: row('caller', false, 'a document does not match its schema'),
  bad_repository: row('caller', false, 'the folder is not a git repository that work can be landed in'),
  bad_target: row('caller', false, 'the target branch cannot be landed on'),
  target_dirty: row('caller', false, 'the target branch is checked out and its checkout has changes'),
  bad_config: row('caller', false, 'a setting from the environment is malformed'),
  not_found: row('caller', false, 'no row has this id'),
  already_exists: row('caller', false, 'something with this id exists already'),
  illegal_move: row('caller', false, 'the state machine has no such event in the present state'),
  forbidden: row('caller', false, 'this actor may not cause this event'),
  unauthenticated: row('caller', false, 'no valid token or session was shown'),
  rate_limited: row('system', true, 'too many requests came in a short time'),
  incomplete: row('caller', false, 'the new state requires a field that is not there'),
  budget_exceeded: row('caller', false, 'the budget is used up and halts'),
  unpriced: row('caller', false, 'the cost of the call cannot be known under a halting budget'),
  no_tool: row('caller', false, 'no tool is able to do the task'),
  stale: row('system', true, 'the row was changed by someone else in between'),
  repository_locked: row('dependency', true, 'another program holds a lock in the repository'),
  overtaken: row('system', true, 'the branch moved while a candidate was being tested'),
  spawn_failed: row('dependency', false, 'a command could not be started'),
  git_failed: row('dependency', false, 'git answered with an error that no rule here expects'),
  capture_failed: row('dependency', false, 'what a tool left in its worktree cannot be held by a patch'),
  database_unavailable: row('dependency', true, 'the database does not answer'),
  database_failed: row('dependency', false, 'the database refused a statement or a migration'),
  server_unavailable: row('dependency', true, 'the server does not answer'),
  disk_full: row('dependency', true, 'there is no room left on the device'),
  canceled: row('caller', false, 'a person stopped it'),
  internal: row('system', false, 'a fault of this program; the message says where'),
} as const satisfies Record<string, ErrorRow>;

/** The code of an error, a key of {@link errorTable}. */
export type ErrorCode = keyof typeof errorTable;

import { type ParsedFile, type ParsedPatch, quotePath } from '../patches/index.js';
import { type EffectivePolicy, sourceName } from './effective-policy.js';
import type { PolicyViolation } from './verdict.js';

/** The mode of a symlink in a git tree. */
export const SYMLINK_MODE = '120000';
const SUBMODULE_MODE = '160000';
const FILE_MODES = ['100644', '100755'];

/** Finds submodules, modes that git trees do not have, and changes of mode or binary content that are not allowed. */
export function checkModes(parsed: ParsedPatch, policy: EffectivePolicy): PolicyViolation[] {
  return parsed.files.flatMap((file) => {
    const name = quotePath(file.path);
    return [...modeViolations(file, name, policy), ...binaryViolations(file, name, policy)].map(
      (violation) => ({
        ...violation,
        path: file.path,
      }),
    );
  });
}

function modeViolations(
  { oldMode, newMode }: ParsedFile,
  name: string,
  policy: EffectivePolicy,
): PolicyViolation[] {
  const modes = [oldMode, newMode].filter((mode) => mode !== undefined);
  if (modes.includes(SUBMODULE_MODE)) {
    const remedy = 'Submodules are changed by hand only; no policy can allow it.';
    return [{ rule: 'submodule', message: `changes the submodule ${name}`, remedy }];
  }
  const unknown = modes.find((mode) => mode !== SYMLINK_MODE && !FILE_MODES.includes(mode));
  if (unknown !== undefined) {
    const remedy = `git trees hold files of the modes ${FILE_MODES.join(' and ')}, and symlinks (${SYMLINK_MODE}).`;
    return [{ rule: 'mode', message: `gives ${name} the unknown mode ${unknown}`, remedy }];
  }
  if (oldMode === newMode || oldMode === undefined || newMode === undefined) return [];
  if (oldMode === SYMLINK_MODE || newMode === SYMLINK_MODE) {
    const remedy = 'Delete the one and add the other, as git diff writes it.';
    return [{ rule: 'mode', message: `turns ${name} from ${oldMode} into ${newMode} in place`, remedy }];
  }
  if (policy.allowModeChange.value) return [];
  const message = `changes the mode of ${name} to ${newMode}, which ${sourceName(policy.allowModeChange.source)} does not allow`;
  return [
    { rule: 'mode', message, remedy: 'Leave the mode as it is, or set allow_mode_change in the policy.' },
  ];
}

function binaryViolations(file: ParsedFile, name: string, policy: EffectivePolicy): PolicyViolation[] {
  if (policy.allowBinary.value || !hasBinaryContent(file)) return [];
  const message = `changes the binary file ${name}, which ${sourceName(policy.allowBinary.source)} does not allow`;
  return [{ rule: 'binary', message, remedy: 'Leave binary files out, or set allow_binary in the policy.' }];
}

/** A NUL makes content binary to git, and a patch made with `git diff --text` shows it in its hunks. */
function hasBinaryContent({ isBinary, hunks, bytes }: ParsedFile): boolean {
  return isBinary || hunks.some(({ start, end }) => bytes.subarray(start, end).includes(0));
}

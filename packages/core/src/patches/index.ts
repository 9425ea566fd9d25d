export { type AppliedFile, applyFilePatch } from './apply-file-patch.js';
export { canonicalDiff } from './canonical-diff.js';
export type { MailAuthor } from './mail-fields.js';
export { type MailPatch, parseMailbox } from './parse-mailbox.js';
export { type PatchLimits, parsePatch } from './parse-patch.js';
export {
  type Hunk,
  type HunkLine,
  hunkLines,
  type ParsedFile,
  type ParsedPatch,
  type PatchKind,
  touchedPaths,
} from './patch.js';
export { decodePath, encodePath, quotePath } from './path-text.js';
export { looksLikeMailbox } from './split-mails.js';
export { isGitFolder, isGitModules, type UnsafePath, unsafePaths } from './unsafe-paths.js';
export { wholeContent } from './whole-content.js';

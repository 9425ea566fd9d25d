import { type ParsedPatch, parsePatch, UetError } from '@uet/core';
import type { PatchArtifact } from '@uet/schemas';

/** The content of a patch; null for one that cannot be read: it was set aside for just that. */
export function parsedPatchOf({ diff }: Pick<PatchArtifact, 'diff'>): ParsedPatch | null {
  try {
    return parsePatch(Buffer.from(diff, 'base64'));
  } catch (error) {
    if (error instanceof UetError && error.code === 'bad_patch') return null;
    throw error;
  }
}

import type { ToolLine } from '@uet/schemas/api';

/** The lines of a list with what a look at the programs told: all else of them may be newer. */
export function mergeProbed(
  lines: readonly ToolLine[] | undefined,
  probed: readonly ToolLine[] | undefined,
): readonly ToolLine[] | undefined {
  if (lines === undefined || probed === undefined) return lines ?? probed;
  const found = new Map(probed.map((line) => [line.tool_id, line]));
  return lines.map((line) => {
    const known = found.get(line.tool_id);
    return known === undefined ? line : { ...line, available: known.available, version: known.version };
  });
}

import { type TestGate, testGate } from '@uet/schemas';
import { print, printJson } from '../output.js';
import { pick } from '../pick.js';
import { findId } from '../session/find-id.js';
import { withApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { caseLine } from '../view/case-line.js';
import { flatten, formatDuration } from '../view/format.js';

interface Options {
  readonly json?: boolean;
}

/** `uet gates show`: one execution of a gate, with the cases that did not pass. */
export async function show(cli: Surroundings, id: string, { json }: Options): Promise<number> {
  return withApi(cli, async ({ api }) => {
    const { gate: line, execution } = await api.gates.get.query({ gate_id: await findId(api, 'gate', id) });
    const gate = pick(line, testGate.keyof().options);
    if (json === true) {
      const cases = execution?.cases.map(({ flaky: _, ...one }) => one);
      printJson(cli, { ...gate, record: execution && { ...execution, cases } });
    } else for (const text of gateLines(gate)) print(cli, text);
    return 0;
  });
}

function gateLines(gate: TestGate): string[] {
  const { name, state, reason, tree_id: tree, commit_id: commit, total, passed, failed, skipped } = gate;
  const lines = [
    `gate ${name} ${state}${reason === null ? '' : `: ${flatten(reason)}`}`,
    `  tree ${tree}, commit ${commit}`,
  ];
  if (total !== null) lines.push(`  ${total} cases: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (gate.duration_ms !== null) {
    const from = gate.cached_from === null ? '' : `, verdict of ${gate.cached_from}`;
    lines.push(`  took ${formatDuration(gate.duration_ms)}${from}`);
  }
  if (gate.log_path !== null) lines.push(`  logs ${gate.log_path}`);
  return [...lines, ...gate.failing.flatMap(caseLine)];
}

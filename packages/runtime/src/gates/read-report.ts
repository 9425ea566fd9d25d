import { join } from 'node:path';
import { type CompiledGate, coverageFormats, type GateReport, reportFormats, UetError } from '@uet/core';
import { maskSecrets, type ProcessOutcome } from '../processes/index.js';
import { maxReportBytes, readLimited } from './read-limited.js';

/** Where a gate ran, and how its command ended. */
export interface GateOutput {
  readonly gate: CompiledGate;
  /** The absolute path of the worktree. */
  readonly folder: string;
  readonly outcome: ProcessOutcome;
  readonly stdoutPath: string;
  /** To be masked in what the report says. */
  readonly secrets: readonly string[];
}

/** The report that a gate wrote, read strictly; what cannot be read is told, never passed over. */
export async function readReport(output: GateOutput): Promise<GateReport> {
  const { gate, folder, outcome, stdoutPath, secrets } = output;
  const { format, path } = gate.report;
  const reader = reportFormats[format];
  try {
    const text = reader.needsReport
      ? await readLimited(path === undefined ? stdoutPath : join(folder, path), maxReportBytes)
      : '';
    // A command that printed nothing has written no report; a file without a word in it is a broken one.
    const isMissing = text === null || (reader.needsReport && path === undefined && text.trim() === '');
    if (isMissing || outcome.exitCode === null) return { missing: true };
    const masked = maskSecrets(text, secrets);
    const record = reader.read({
      text: masked,
      exitCode: outcome.exitCode,
      gateName: gate.name,
      root: folder,
    });
    return { record: { ...record, coverage: await readCoverage(output) } };
  } catch (error) {
    if (error instanceof UetError && error.code === 'bad_report') return { unreadable: error };
    throw error;
  }
}

async function readCoverage({ gate, folder }: GateOutput): Promise<{ lines_percent: number } | null> {
  if (gate.coverage == null) return null;
  const text = await readLimited(join(folder, gate.coverage.path), maxReportBytes);
  return text === null ? null : coverageFormats[gate.coverage.format].read(text);
}

import type { TestCase, TestExecutionRecord } from '@uet/schemas';

/** What a reader of reports is given. */
export interface ReportInput {
  readonly text: string;
  /** The exit code of the command that wrote the report. */
  readonly exitCode: number;
  /** The name of the gate: the name of the only case where only the exit code is looked at. */
  readonly gateName?: string;
  /** The absolute folder in which the command ran; paths below it become relative to it. */
  readonly root?: string;
}

/** What a reader of one format finds; the totals are counted from the cases, for all formats alike. */
export interface ParsedReport {
  readonly cases: readonly TestCase[];
  readonly durationMs: number | null;
  readonly plan: TestExecutionRecord['plan'];
}

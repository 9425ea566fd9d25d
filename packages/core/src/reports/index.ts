export type { CoverageMeasure } from '@uet/schemas';
export { type CoverageReader, coverageFormats } from './coverage.js';
export { type BriefLimits, failureBrief } from './failure-brief.js';
export { flakyCases } from './flaky-cases.js';
export type { ReportInput } from './parsed-report.js';
export { type ReportReader, reportFormats } from './report-formats.js';

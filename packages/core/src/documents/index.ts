export type { DocumentPath } from './document-path.js';
export type { DocumentSchema, SchemaIssue } from './document-schema.js';
export { indexLines, type LineIndex, type Position } from './line-index.js';
export { didYouMean, nearestWord } from './nearest-word.js';
export {
  type Finding,
  formatProblems,
  openProblemList,
  type ProblemList,
  problemsError,
} from './problem-list.js';
export { type Document, type ReadOptions, readDocument } from './read-document.js';
export { loadDocument, type Validation, validateDocument } from './validate-document.js';

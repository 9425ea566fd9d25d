export { loadCatalog, loadPrices } from './load-catalog.js';
export { type ProbeOptions, probeTools, type ToolProbe } from './probe-tools.js';
export { runTool } from './run-tool.js';
export type { ToolAttempt, ToolFailureKind, ToolRequest, ToolRun, ToolTask } from './tool-request.js';

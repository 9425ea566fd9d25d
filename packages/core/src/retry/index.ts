export { backoffMs, defaultBackoff } from './backoff.js';
export { classifyFailure, normalizeMessage, retryAfterMs } from './classify.js';

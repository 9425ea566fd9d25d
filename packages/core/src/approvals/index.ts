export { Approvals } from './approvals.js';

export { CostTracker, isHalted, type Reservation } from './cost-tracker.js';
export { type Amount, amount, compare, formatUsd, minus, sum, times, zero } from './money.js';

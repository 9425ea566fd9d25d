/** What the exit codes of `uet` mean. */
export const exitCodes = {
  succeeded: 0,
  failed: 1,
  badInput: 2,
  quarantined: 3,
  budget: 4,
  system: 5,
  canceled: 130,
} as const;

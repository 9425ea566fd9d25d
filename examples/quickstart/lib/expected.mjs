/** How every task of template.yaml ends, and after how many attempts. */
export const expectedTasks = {
  'const-and-let': { state: 'completed', attempts: 1 },
  format: { state: 'completed', attempts: 1 },
  'heavy-parcels': { state: 'completed', attempts: 1 },
  'island-supplement': { state: 'completed', attempts: 1 },
  'more-countries': { state: 'completed', attempts: 2 },
  insurance: { state: 'completed', attempts: 1 },
  'working-days': { state: 'completed', attempts: 2 },
  faq: { state: 'failed', attempts: 1 },
  'api-doc': { state: 'completed', attempts: 1 },
  'price-list': { state: 'canceled', attempts: 0 },
  'next-version': { state: 'completed', attempts: 1 },
  changelog: { state: 'completed', attempts: 1 },
};

/** The patches of each task, in their order; a task that is not here has none. */
export const expectedPatches = {
  'const-and-let': ['committed'],
  format: ['committed'],
  'heavy-parcels': ['committed'],
  'island-supplement': ['committed'],
  'more-countries': ['committed'],
  insurance: ['committed'],
  // The first one broke a test; it was dropped when the second one landed.
  'working-days': ['dropped', 'committed'],
  faq: ['quarantined'],
  'api-doc': ['committed'],
  changelog: ['committed'],
};

/** Why the patch of `faq` is in quarantine. */
export const quarantineReason = 'touches package.json, outside of the scope docs/faq.md of the task policy';

/** The case that the first change of `working-days` breaks. */
export const brokenCase = 'counts a parcel handed in on a Saturday from Monday on';

/** The commits of the branch, by phase; within a phase their order is that in which the patches were ready. */
export const expectedCommits = [
  ['Format tests and documents', 'Say const and let'],
  [
    'Carry heavier parcels',
    'Charge for islands',
    'Count working days without a loop',
    'Deliver to the countries of the feed',
    'Offer insurance',
  ],
  ['Release 1.5.0', 'Write the API down'],
];

/** The exit code of `uet run` where everything is as it should be: a quarantined patch remains. */
export const expectedExitCode = 3;

/** How many tasks run at once. */
export const concurrency = 32;

function templateOf(workstreams) {
  return {
    template: 'v1',
    metadata: { name: 'noop', version: '1.0.0', title: 'No-op', status: 'active', owner: 'benchmark' },
    max_concurrency: concurrency,
    phases: [{ id: 'phase', workstreams }],
  };
}

/** So many tasks that wait for nothing. */
export function fanOut(count) {
  const tasks = Array.from({ length: count }, (_, n) => ({ id: `t${n}`, noop: true }));
  return templateOf([{ id: 'all', tasks }]);
}

/** Workstreams that wait for one another, each of so many tasks. */
export function layers(depth, width) {
  return templateOf(
    Array.from({ length: depth }, (_, layer) => ({
      id: `layer${layer}`,
      ...(layer === 0 ? {} : { depends_on: [`layer${layer - 1}`] }),
      tasks: Array.from({ length: width }, (_, n) => ({ id: `t${layer}-${n}`, noop: true })),
    })),
  );
}

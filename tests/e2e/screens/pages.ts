import type { Stack } from '../src/stack.js';

/** A page as it is shown to a reader. */
export interface Shown {
  readonly name: string;
  readonly path: string;
}

/** Every page of the dashboard, on a database with a believable history. */
export async function everyPage({ client }: Pick<Stack, 'client'>): Promise<Shown[]> {
  const { items: runs } = await client.runs.list.query({ sort: 'tasks_total', limit: 1 });
  const [large] = runs;
  const { items: failed } = await client.runs.list.query({ states: ['failed'], limit: 1 });
  const [broken] = failed;
  const { items: patches } = await client.patches.list.query({ states: ['quarantined'], limit: 1 });
  const [patch] = patches;
  const { items: gates } = await client.gates.list.query({ states: ['failed'], limit: 1 });
  const [gate] = gates;
  const { items: templates } = await client.templates.list.query({});
  const [template] = templates;
  if (!large || !broken || !patch || !gate || !template) throw new Error('the demo history is not there');
  return [
    { name: 'runs', path: '/runs' },
    { name: 'runs-none', path: '/runs?q=nothing-is-called-so' },
    { name: 'run-graph', path: `/runs/${large.id}` },
    { name: 'run-timeline', path: `/runs/${broken.id}/timeline` },
    { name: 'run-tasks', path: `/runs/${large.id}/tasks` },
    { name: 'run-patches', path: `/runs/${patch.run_id}/patches` },
    { name: 'patch', path: `/runs/${patch.run_id}/patches/${patch.id}` },
    { name: 'run-gates', path: `/runs/${gate.run_id}/gates` },
    { name: 'gate', path: `/runs/${gate.run_id}/gates/${gate.id}` },
    { name: 'run-logs', path: `/runs/${broken.id}/logs` },
    { name: 'run-cost', path: `/runs/${broken.id}/cost` },
    { name: 'run-events', path: `/runs/${broken.id}/events` },
    { name: 'landing', path: '/landing' },
    { name: 'approvals', path: '/approvals' },
    { name: 'templates', path: '/templates' },
    { name: 'template', path: `/templates/${template.name}` },
    { name: 'workers', path: '/workers' },
    { name: 'tools', path: '/tools' },
    { name: 'costs', path: '/costs' },
    { name: 'events', path: '/events' },
    { name: 'settings', path: '/settings' },
  ];
}

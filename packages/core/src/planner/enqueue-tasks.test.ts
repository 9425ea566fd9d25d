import { describe, expect, it } from 'vitest';
import { inSeconds, planned, type Scene } from '../../test/planner/planned.js';

const two = [{ id: 'a' }, { id: 'b' }];

describe('plan: what starts', () => {
  it('queues what waits for nothing, and asks for its execution', () => {
    const { moves, jobs, waits, changes } = planned({ tasks: two });
    expect(moves).toEqual(['a enqueue', 'b enqueue']);
    expect(jobs).toEqual(['execute a', 'execute b']);
    expect(waits).toEqual({});
    expect(changes.jobs[0]).toMatchObject({ pool: 'main', priority: 20 });
  });

  it('starts a ready workstream with the first of its tasks', () => {
    const { moves } = planned({ workstreams: [{ state: 'ready' }], tasks: two });
    expect(moves).toEqual(['w start', 'a enqueue', 'b enqueue']);
  });

  it('queues the most urgent first, and tells the queue', () => {
    const tasks = [
      { id: 'low', priority: 'low' },
      { id: 'high', priority: 'high' },
      { id: 'critical', priority: 'critical' },
    ] as const;
    const { jobs, changes } = planned({ tasks });
    expect(jobs).toEqual(['execute critical', 'execute high', 'execute low']);
    expect(changes.jobs.map(({ priority }) => priority)).toEqual([0, 10, 30]);
  });

  it('leaves alone what is queued, runs or lands', () => {
    const tasks = [
      { id: 'a', state: 'queued' },
      { id: 'b', state: 'running' },
      { id: 'c', state: 'validating' },
    ] as const;
    expect(planned({ tasks })).toMatchObject({ moves: [], jobs: [], waits: {}, nextTickAt: null });
  });

  it('starts nothing in a paused or validating run', () => {
    expect(planned({ run: { state: 'paused' }, tasks: two }).moves).toEqual([]);
    expect(planned({ run: { state: 'validating' }, tasks: two }).moves).toEqual([]);
  });

  it('starts nothing in a workstream that has not been opened', () => {
    const phases = [{ state: 'done' }, { id: 'q', state: 'planned' }] as const;
    const workstreams = [{ phase_id: 'q', state: 'planned' }] as const;
    expect(planned({ phases, workstreams, tasks: two, edges: ['p -> q'] }).moves.slice(-3)).toEqual([
      'w start',
      'a enqueue',
      'b enqueue',
    ]);
    const paused = { phases, workstreams, tasks: two, edges: ['p -> q'], run: { state: 'paused' } } as const;
    expect(planned(paused).moves).toEqual(['q activate', 'w make_ready']);
  });

  it('never starts what its condition excludes, also where its workstream is opened only now', () => {
    const tasks = [{ id: 'a', condition: "params.mode == 'never'" }, { id: 'b' }];
    const workstreams = [{ state: 'planned' }] as const;
    const { moves, jobs } = planned({ workstreams, tasks });
    expect(moves).toEqual(['w make_ready', 'w start', 'b enqueue', 'a cancel: condition_not_met']);
    expect(jobs).toEqual(['execute b']);
  });
});

describe('plan: what waits for a dependency', () => {
  it.each(['a -> b', 'a -soft-> b'])('waits for what has not ended: %s', (edge) => {
    const { moves, waits, details } = planned({ tasks: two, edges: [edge] });
    expect(moves).toEqual(['a enqueue']);
    expect(waits).toEqual({ b: 'dependency' });
    expect(details).toEqual({ b: 'a' });
  });

  it('names a workstream or phase that a task waits for', () => {
    const phases = [{ state: 'active' }, { id: 'q', state: 'active' }] as const;
    const workstreams = [{ state: 'executing' }, { id: 'v', phase_id: 'q', state: 'executing' }] as const;
    const tasks = [{ id: 'a', workstream_id: 'v', state: 'running' }, { id: 'b' }, { id: 'c' }] as const;
    const { moves, details } = planned({ phases, workstreams, tasks, edges: ['v -> b', 'q -> c'] });
    expect(moves).toEqual([]);
    expect(details).toEqual({ b: 'v', c: 'q' });
  });

  it.each([
    ['completed', {}],
    ['failed, though the work goes on as if it were done', { state: 'failed', on_failure: 'continue' }],
    ['canceled, as its condition excluded it', { state: 'canceled', reason: 'condition_not_met' }],
  ] as const)('starts what waits for a task that is %s', (_, task) => {
    const tasks = [{ id: 'a', state: 'completed', ...task }, { id: 'b' }] as const;
    expect(planned({ tasks, edges: ['a -> b'] }).moves).toEqual(['b enqueue']);
  });

  it('starts what waits for any end of a task that failed', () => {
    const tasks = [{ id: 'a', state: 'failed', critical: false }, { id: 'b' }] as const;
    expect(planned({ tasks, edges: ['a -soft-> b'] }).moves).toEqual(['b enqueue']);
  });

  it.each([
    ['completed', ['a enqueue']],
    ['skipped', ['a enqueue']],
    ['executing', []],
  ] as const)('with a workstream before it that is %s plans %j', (state, expected) => {
    const workstreams = [{ state: 'executing' }, { id: 'v', state }] as const;
    const running = { id: 'b', workstream_id: 'v', state: 'running' } as const;
    const tasks = state === 'executing' ? [{ id: 'a' }, running] : [{ id: 'a' }];
    expect(planned({ workstreams, tasks, edges: ['v -> a'] }).moves).toEqual(expected);
  });
});

describe('plan: what waits for time, a tool, or other tasks', () => {
  it('waits for the end of a back-off, and asks for a tick then', () => {
    const not_before = inSeconds(5);
    const { moves, waits, nextTickAt, jobs, changes } = planned({
      tasks: [
        { id: 'a', state: 'retrying', not_before },
        { id: 'b', state: 'retrying', not_before: inSeconds(9) },
      ],
    });
    expect(moves).toEqual([]);
    expect(waits).toEqual({ a: 'backoff', b: 'backoff' });
    expect(nextTickAt).toBe(not_before);
    expect(jobs).toEqual(['tick run']);
    expect(changes.jobs[0]?.runAt).toBe(not_before);
  });

  it('queues what has waited long enough', () => {
    const tasks = [{ id: 'a', state: 'retrying', not_before: inSeconds(0) }] as const;
    expect(planned({ tasks })).toMatchObject({ moves: ['a enqueue'], nextTickAt: null });
  });

  it('waits for an open breaker until a probe is due', () => {
    const tasks = [{ id: 'a', tool_id: 'claude' }, { id: 'b', tool_id: 'aider' }, { id: 'c' }];
    const breakers = [{ state: 'open', open_until: inSeconds(30) }] as const;
    const { moves, waits, nextTickAt } = planned({ tasks, breakers });
    expect(moves).toEqual(['b enqueue', 'c enqueue']);
    expect(waits).toEqual({ a: 'breaker_open' });
    expect(nextTickAt).toBe(inSeconds(30));
    const due = [{ state: 'open', open_until: inSeconds(-1) }] as const;
    expect(planned({ tasks, breakers: due }).moves).toEqual(['a enqueue', 'b enqueue', 'c enqueue']);
  });

  it('waits for a breaker that a person holds open without a time', () => {
    const tasks = [{ id: 'a', tool_id: 'claude' }];
    const held = [{ state: 'open', open_until: null }] as const;
    expect(planned({ tasks, breakers: held })).toMatchObject({
      moves: [],
      waits: { a: 'breaker_open' },
      nextTickAt: null,
    });
  });

  it('waits while a probe runs, and never asks for a tick in the past', () => {
    const tasks = [{ id: 'a', tool_id: 'claude' }];
    const probing = [{ state: 'half_open', open_until: inSeconds(60) }] as const;
    expect(planned({ tasks, breakers: probing })).toMatchObject({ moves: [], nextTickAt: inSeconds(60) });
    const lost = [{ state: 'half_open', open_until: inSeconds(-60) }] as const;
    expect(planned({ tasks, breakers: lost })).toMatchObject({ moves: ['a enqueue'], nextTickAt: null });
  });

  it('keeps the limits of run, workstream and tool', () => {
    const tasks = [{ id: 'a', tool_id: 'claude' }, { id: 'b', tool_id: 'claude' }, { id: 'c' }];
    const config = { max_concurrency: 1 };
    expect(planned({ tasks, config })).toMatchObject({
      moves: ['a enqueue'],
      waits: { b: 'run_limit', c: 'run_limit' },
    });
    const workstreams = [{ state: 'executing', max_concurrency: 2 }] as const;
    expect(planned({ tasks, workstreams }).waits).toEqual({ c: 'workstream_limit' });
    const limits = new Map([['claude', 1]]);
    expect(planned({ tasks }, { limits }).waits).toEqual({ b: 'tool_limit' });
  });

  it('keeps apart what may not run together', () => {
    const tasks: Scene['tasks'] = [
      { id: 'a', conflict_group: 'db', scope: ['src/**'], state: 'validating' },
      { id: 'b', conflict_group: 'db' },
      { id: 'c', scope: ['src/x.ts'] },
      { id: 'd', parallel: false },
    ];
    expect(planned({ tasks })).toMatchObject({
      moves: [],
      waits: { b: 'conflict_group', c: 'scope_overlap', d: 'exclusive' },
    });
  });
});

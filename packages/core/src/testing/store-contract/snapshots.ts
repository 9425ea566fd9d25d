import { patchStateName } from '@uet/schemas';
import { approvalMachine, patchMachine } from '../../machines/index.js';
import { inState } from '../in-state.js';
import { aGate, aLedgerEntry, aPatch } from '../landing-builders.js';
import { anApproval } from '../people-builders.js';
import { aDependency } from '../run-builders.js';
import { testId } from '../test-ids.js';
import { aBreaker, aBudget } from '../work-builders.js';
import type { TestApi, WithStore } from './store-under-test.js';
import { idsOf, inserting, type NamedRow, storeRun } from './stored-run.js';

/** A patch with its entry in each state, each with what its state requires. */
function anEntryInEachState(): NamedRow[] {
  const of = { run_id: idsOf('run').run, task_id: idsOf('run').task };
  return patchStateName.options.flatMap((state): NamedRow[] => {
    const id = testId(`patch${state}`);
    const entry = aLedgerEntry({ ...of, id });
    return [
      ['patches', aPatch({ ...of, id })],
      ['patch_ledger', inState(patchMachine, entry, state)],
    ];
  });
}

/** What `snapshot` promises. */
export function snapshotContract({ describe, expect, it }: TestApi, withStore: WithStore): void {
  describe('snapshot', () => {
    it(
      'is null where there is no such run',
      withStore(async ({ store }) => {
        await storeRun(store);
        expect(await store.snapshot(testId('missing'))).toBeNull();
        expect(await store.snapshot("' or true; --")).toBeNull();
      }),
    );

    it(
      'holds the rows of its run alone, tasks without their step, in the order of the template',
      withStore(async ({ store }) => {
        const { run, phase, workstream, task } = await storeRun(store);
        await storeRun(store, 'stranger');
        const [phase2, workstream2, task2] = [
          { ...phase, id: testId('0phase'), key: 'second', ordinal: 1 },
          { ...workstream, id: testId('0ws'), key: 'second', ordinal: 1 },
          { ...task, id: testId('0task'), key: 'second', ordinal: 1 },
        ];
        const edge = aDependency({ from_id: task.id, to_id: task2.id });
        const edge2 = aDependency({
          id: testId('edge2'),
          level: 'phase',
          from_id: phase.id,
          to_id: phase2.id,
        });
        await store.commit(
          inserting(
            ['phases', phase2],
            ['workstreams', workstream2],
            ['tasks', task2],
            ['dependencies', edge2],
            ['dependencies', edge],
          ),
        );
        const { step: _, ...taskRow } = task;
        const { step: __, ...taskRow2 } = task2;
        expect(await store.snapshot(run.id)).toStrictEqual({
          run,
          phases: [phase, phase2],
          workstreams: [workstream, workstream2],
          tasks: [taskRow, taskRow2],
          dependencies: [edge, edge2],
          openPatches: [],
          approvals: [],
          acceptance: [],
          breakers: [],
          budgets: [],
        });
      }),
    );

    it(
      'holds the patches that neither landed nor ended, only the gates that are for acceptance, and open approvals',
      withStore(async ({ store }) => {
        const { run, phase } = await storeRun(store);
        const ofRun = { run_id: run.id };
        const accepting = aGate({ ...ofRun, phase_id: phase.id });
        const landing = aGate({
          ...ofRun,
          id: testId('landing'),
          phase_id: null,
          patch_id: testId('patchqueued'),
        });
        await store.commit(
          inserting(...anEntryInEachState(), ['test_gates', accepting], ['test_gates', landing]),
        );
        const ofPatch = { ...ofRun, task_id: idsOf('run').task, patch_id: testId('patchvalidated') };
        const pending = anApproval(ofPatch);
        const decided = inState(approvalMachine, anApproval({ ...ofPatch, id: testId('other') }), 'approved');
        await store.commit(inserting(['approvals', pending], ['approvals', decided]));
        const snapshot = await store.snapshot(run.id);
        const states = snapshot?.openPatches.map(({ state }) => state) ?? [];
        const closed = ['committed', 'rolled_back', 'dropped'];
        const open = patchStateName.options.filter((state) => !closed.includes(state));
        expect(states.sort()).toEqual(open.sort());
        expect(snapshot?.acceptance).toEqual([accepting]);
        expect(snapshot?.approvals).toEqual([pending]);
      }),
    );

    it(
      'holds the budgets of the run and the breakers of all tools',
      withStore(async ({ store }) => {
        const { run } = await storeRun(store);
        const stranger = await storeRun(store, 'stranger');
        const own = aBudget({ run_id: run.id });
        const other = aBudget({ id: testId('budget2'), run_id: stranger.run.id });
        const breakers = [aBreaker({ id: 'aider' }), aBreaker({ id: 'claude' })];
        await store.commit(
          inserting(
            ['budgets', own],
            ['budgets', other],
            ...breakers.map((row): NamedRow => ['circuit_breakers', row]),
          ),
        );
        expect(await store.snapshot(run.id)).toMatchObject({ budgets: [own], breakers });
      }),
    );
  });
}

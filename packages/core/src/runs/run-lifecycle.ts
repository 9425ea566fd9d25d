import type { PhaseState, RunState, WorkstreamState } from '@uet/schemas';
import { phaseMachine, runMachine, workstreamMachine } from '../machines/index.js';
import type { ChangeSet } from '../moves/index.js';

/** The reason of a run that a person canceled; what the person said follows it. */
export const stoppedByPerson = 'stopped by a person';

/** The moves of runs, and of the phases and workstreams in them. */
export class RunLifecycle {
  readonly #changes: ChangeSet;

  constructor(changes: ChangeSet) {
    this.#changes = changes;
  }

  initialize(run: RunState): RunState {
    return this.#changes.move(runMachine, run, 'initialize');
  }

  start(run: RunState): RunState {
    return this.#changes.move(runMachine, run, 'start', { change: { started_at: this.#changes.now } });
  }

  /** Nothing new starts; what runs, finishes. */
  pause(run: RunState, reason: string | null = null): RunState {
    return this.#changes.move(runMachine, run, 'pause', { reason });
  }

  resume(run: RunState): RunState {
    return this.#changes.move(runMachine, run, 'resume');
  }

  validate(run: RunState): RunState {
    return this.#changes.move(runMachine, run, 'validate');
  }

  succeed(run: RunState): RunState {
    return this.#end(run, 'succeed', null);
  }

  fail(run: RunState, reason: string): RunState {
    return this.#end(run, 'fail', reason);
  }

  /** A patch that the run cannot do without is set aside. */
  quarantine(run: RunState, reason: string): RunState {
    return this.#end(run, 'quarantine', reason);
  }

  cancel(run: RunState, reason: string): RunState {
    return this.#end(run, 'cancel', reason);
  }

  /** A person asks the run to stop: nothing new starts, and it is canceled once nothing runs any more. */
  requestCancel(run: RunState, said: string | null = null): RunState {
    const current = this.#changes.latest('runs', run);
    if (current.cancel_requested_at !== null) return current;
    this.#changes.note('run', run, 'request_cancel', said === null ? {} : { reason: said });
    const reason = said === null ? stoppedByPerson : `${stoppedByPerson}: ${said}`;
    return this.#changes.change('runs', run, { cancel_requested_at: this.#changes.now, reason });
  }

  activatePhase(phase: PhaseState): PhaseState {
    return this.#changes.move(phaseMachine, phase, 'activate', { change: { started_at: this.#changes.now } });
  }

  blockPhase(phase: PhaseState, reason: string): PhaseState {
    return this.#changes.move(phaseMachine, phase, 'block', { reason });
  }

  unblockPhase(phase: PhaseState): PhaseState {
    return this.#changes.move(phaseMachine, phase, 'unblock');
  }

  finishPhase(phase: PhaseState): PhaseState {
    return this.#changes.move(phaseMachine, phase, 'finish', { change: { ended_at: this.#changes.now } });
  }

  abandonPhase(phase: PhaseState, reason: string): PhaseState {
    return this.#changes.move(phaseMachine, phase, 'abandon', {
      reason,
      change: { ended_at: this.#changes.now },
    });
  }

  makeReady(workstream: WorkstreamState): WorkstreamState {
    return this.#changes.move(workstreamMachine, workstream, 'make_ready');
  }

  blockWorkstream(workstream: WorkstreamState, reason: string): WorkstreamState {
    return this.#changes.move(workstreamMachine, workstream, 'block', { reason });
  }

  unblockWorkstream(workstream: WorkstreamState): WorkstreamState {
    return this.#changes.move(workstreamMachine, workstream, 'unblock');
  }

  startWorkstream(workstream: WorkstreamState): WorkstreamState {
    return this.#changes.move(workstreamMachine, workstream, 'start', {
      change: { started_at: this.#changes.now },
    });
  }

  validateWorkstream(workstream: WorkstreamState): WorkstreamState {
    return this.#changes.move(workstreamMachine, workstream, 'validate');
  }

  completeWorkstream(workstream: WorkstreamState): WorkstreamState {
    return this.#changes.move(workstreamMachine, workstream, 'complete', {
      change: { ended_at: this.#changes.now },
    });
  }

  failWorkstream(workstream: WorkstreamState, reason: string): WorkstreamState {
    return this.#endWorkstream(workstream, 'fail', reason);
  }

  skipWorkstream(workstream: WorkstreamState, reason: string): WorkstreamState {
    return this.#endWorkstream(workstream, 'skip', reason);
  }

  cancelWorkstream(workstream: WorkstreamState, reason: string): WorkstreamState {
    return this.#endWorkstream(workstream, 'cancel', reason);
  }

  #end(run: RunState, event: 'succeed' | 'fail' | 'quarantine' | 'cancel', reason: string | null): RunState {
    return this.#changes.move(runMachine, run, event, { reason, change: { ended_at: this.#changes.now } });
  }

  #endWorkstream(
    workstream: WorkstreamState,
    event: 'fail' | 'skip' | 'cancel',
    reason: string,
  ): WorkstreamState {
    return this.#changes.move(workstreamMachine, workstream, event, {
      reason,
      change: { ended_at: this.#changes.now },
    });
  }
}

import { conditionNotMet, dependencyFailed, formatUsd, patchDropped, type Tone } from '@uet/core';
import type { ExecutionEvent, TestGate } from '@uet/schemas';
import { flatten } from './format.js';
import type { RunSource } from './run-source.js';

/** Something that happened in a run, in a sentence for a person. */
export interface ProgressLine {
  readonly at: string;
  readonly tone: Tone;
  readonly text: string;
  /** True for what only begins: a view that shows what runs now need not tell it. */
  readonly isStart: boolean;
}

/** What sentences are made with beside the event itself. */
interface Told {
  /** The name of the task, phase or workstream that an event is about. */
  readonly nameOf: (id: string | null) => string;
  /** Tasks whose patch landed with these events; tasks that these events sent back or gave up. */
  readonly landed: ReadonlySet<string | null>;
  readonly returned: ReadonlySet<string | null>;
  /** Whether any phase has acceptance gates. */
  readonly isAccepted: boolean;
  /** The events among these that canceled a task. */
  readonly canceled: readonly ExecutionEvent[];
  /** The patches that these events set aside, by task. */
  readonly aside: ReadonlyMap<string | null, string>;
  /** The decided gates of the patches that landed or were set aside. */
  readonly gates: readonly TestGate[];
  /** The acceptance gates by id. */
  readonly acceptance: ReadonlyMap<string, TestGate>;
}

type Sentence = Pick<ProgressLine, 'tone' | 'text'> & { readonly isStart?: true };

const reasons: Record<string, string> = {
  [conditionNotMet]: 'its condition does not hold',
  [dependencyFailed]: 'what it depends on failed',
  [patchDropped]: 'its patch was dropped',
  run_canceled: 'the run was canceled',
  run_failed: 'the run failed',
  workstream_aborted: 'its workstream was given up',
  budget_exceeded: 'the budget is used up',
};

/** A reason in words: `run_canceled` is `the run was canceled`; none is an empty text. */
export function reasonText(reason: string | null): string {
  if (reason === null) return '';
  const flat = flatten(reason);
  return reasons[flat] ?? (/^[a-z_]+$/.test(flat) ? flat.replaceAll('_', ' ') : flat);
}

const because = ({ reason }: ExecutionEvent): string => (reason === null ? '' : `: ${reasonText(reason)}`);

/** `unit 40/40`: the gate, and its cases where it has more than one. */
function gateText({ name, passed, total }: TestGate): string {
  return total === null || total < 2 ? name : `${name} ${passed}/${total}`;
}

/** Why a task was sent back or given up: by the names of the broken cases, where a gate named some. */
function returnedBecause(event: ExecutionEvent, { aside, gates }: Told): string {
  const patch = aside.get(event.task_id);
  const gate = gates.find(({ patch_id: of, failing }) => of === patch && failing.length > 0);
  const [first] = gate?.failing ?? [];
  if (gate === undefined || first === undefined) return because(event);
  const more = gate.failing.length === 1 ? '' : ` and ${gate.failing.length - 1} more`;
  return `: gate ${gate.name} failed on "${first.name}"${more}`;
}

/** More tasks than these that are left out at once, for the same reason, are told by their number. */
const mostNamed = 3;

const starts = (text: string): Sentence => ({ tone: 'active', text, isStart: true });

/** One sentence for each event that a person wants to see pass by; all others are in `uet events`. */
const sentences: Record<string, (event: ExecutionEvent, told: Told) => Sentence | null> = {
  'run.validate': (_, { isAccepted }) =>
    isAccepted ? starts('every phase is done: acceptance is checked on the end result') : null,
  'run.pause': (event) => ({ tone: 'warning', text: `the run is paused${because(event)}` }),
  'phase.activate': (event, { nameOf }) => starts(`phase ${nameOf(event.entity_id)} begins`),
  'phase.finish': (event, { nameOf }) => ({
    tone: 'good',
    text: `phase ${nameOf(event.entity_id)} is done`,
  }),
  'phase.block': (event, { nameOf }) => ({
    tone: 'bad',
    text: `phase ${nameOf(event.entity_id)} is blocked${because(event)}`,
  }),
  'attempt.start': (event, { nameOf }) => {
    const { number } = event.payload as { number?: unknown };
    const again = typeof number === 'number' && number > 1 ? ` again (attempt ${number})` : '';
    return starts(`${nameOf(event.task_id)} starts${again}`);
  },
  'task.retry': (event, told) => ({
    tone: 'warning',
    text: `${told.nameOf(event.task_id)} is tried again${returnedBecause(event, told)}`,
  }),
  'task.fail': (event, told) => {
    const aside = told.aside.has(event.task_id) ? ', and its patch is quarantined' : '';
    return {
      tone: 'bad',
      text: `${told.nameOf(event.task_id)} failed${aside}${returnedBecause(event, told)}`,
    };
  },
  'task.cancel': (event, { nameOf, canceled }) => {
    const together = canceled.filter(({ reason }) => reason === event.reason);
    if (together.length <= mostNamed)
      return { tone: 'neutral', text: `${nameOf(event.task_id)} is left out${because(event)}` };
    if (together.at(-1) !== event) return null;
    return { tone: 'neutral', text: `${together.length} tasks are left out${because(event)}` };
  },
  'task.block': (event, { nameOf }) => ({
    tone: 'waiting',
    text: `${nameOf(event.task_id)} waits${because(event)}`,
  }),
  'task.complete': (event, { nameOf, landed }) =>
    landed.has(event.task_id)
      ? null
      : { tone: 'good', text: `${nameOf(event.task_id)} is done, without a change` },
  'approval.request': ({ task_id: task, entity_id: id }, { nameOf }) => ({
    tone: 'waiting',
    text: `${nameOf(task)} waits for approval: uet approvals approve ${id}`,
  }),
  'approval.approve': (event, { nameOf }) => ({
    tone: 'good',
    text: `${nameOf(event.task_id)} is approved${because(event)}`,
  }),
  'patch.commit': (event, { nameOf, gates }) => {
    const passed = gates.filter(({ patch_id: patch }) => patch === event.entity_id).map(gateText);
    const how = passed.length === 0 ? '' : ` (${passed.join(', ')})`;
    return { tone: 'good', text: `${nameOf(event.task_id)} landed${how}` };
  },
  'patch.quarantine': (event, { nameOf, returned }) =>
    returned.has(event.task_id)
      ? null
      : { tone: 'warning', text: `the patch of ${nameOf(event.task_id)} is quarantined${because(event)}` },
  'gate.pass': acceptanceSentence,
  'gate.fail': acceptanceSentence,
  'gate.error': acceptanceSentence,
  'budget.warn': (event) => ({ tone: 'warning', text: `${spentOf(event)} are spent` }),
  'budget.exhaust': (event) => ({ tone: 'bad', text: `${spentOf(event)} are spent: it is used up` }),
  'budget.unpriced': (event) => ({
    tone: 'bad',
    text: `${spentOf(event)} are spent, and the cost of a call is not known: it counts as used up`,
  }),
};

/** `of the run budget of $5, $4.10`. */
function spentOf({ payload }: ExecutionEvent): string {
  const { level, spent_usd: spent, max_cost_usd: limit } = payload;
  return `of the ${String(level)} budget of ${formatUsd(String(limit))}, ${formatUsd(String(spent))}`;
}

/** The gates of a patch are told with the patch; those of a phase by themselves. */
function acceptanceSentence(event: ExecutionEvent, { nameOf, acceptance }: Told): Sentence | null {
  const gate = acceptance.get(event.entity_id);
  if (gate === undefined) return null;
  const phase = nameOf(gate.phase_id);
  return event.to_state === 'passed'
    ? { tone: 'good', text: `phase ${phase} is accepted by ${gateText(gate)}` }
    : {
        tone: 'bad',
        text: `phase ${phase} is not accepted: gate ${gate.name} ${event.to_state}${because(event)}`,
      };
}

/** Reads what is new in a run each time it is called, from its beginning on. */
export async function progressOf(source: RunSource): Promise<() => Promise<ProgressLine[]>> {
  const names = await source.names();
  return async () => {
    const lines: ProgressLine[] = [];
    for (;;) {
      const page = await source.events();
      if (page.length === 0) return lines;
      const told = await toldOf(source, page, (id) => (id === null ? '' : (names.get(id) ?? id)));
      for (const event of page) {
        const sentence = sentences[event.type]?.(event, told) ?? null;
        if (sentence !== null) lines.push({ isStart: false, ...sentence, at: event.at });
      }
    }
  };
}

async function toldOf(
  source: RunSource,
  page: readonly ExecutionEvent[],
  nameOf: Told['nameOf'],
): Promise<Told> {
  const of = (...types: string[]): ExecutionEvent[] => page.filter(({ type }) => types.includes(type));
  const commits = of('patch.commit');
  const quarantines = of('patch.quarantine');
  const patchIds = [...commits, ...quarantines].map(({ entity_id: id }) => id);
  const hasVerdict = of('gate.pass', 'gate.fail', 'gate.error').length > 0;
  const acceptance = hasVerdict ? await source.gatesOf(null) : [];
  return {
    nameOf,
    landed: new Set(commits.map(({ task_id: task }) => task)),
    returned: new Set(of('task.retry', 'task.fail').map(({ task_id: task }) => task)),
    isAccepted: of('run.validate').length > 0 && (await source.isAccepted()),
    canceled: of('task.cancel'),
    aside: new Map(quarantines.map(({ task_id: task, entity_id: patch }) => [task, patch])),
    gates: patchIds.length === 0 ? [] : await source.gatesOf(patchIds),
    acceptance: new Map(acceptance.map((gate) => [gate.id, gate])),
  };
}

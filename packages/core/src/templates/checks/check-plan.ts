import { buildGraph, cycleMessage, sortGraph } from '../../dag/index.js';
import { didYouMean, type Finding } from '../../documents/index.js';
import { edgesOf, type LinkFinding, linkPlan, type PlanLinks } from '../link-plan.js';
import { type Level, nameOf, type Outline, type OutlinePlace, pathTo, placeAt } from '../outline.js';
import type { TemplateCheck } from './template-check.js';

/** More tasks than one run should have, and few enough to plan within a second. */
const MAX_TASKS = 100_000;

function checkCount({ outline, error }: TemplateCheck): void {
  const { length } = outline.tasks;
  if (length === 0) error({ path: ['phases'], target: 'key' }, { message: 'the template has no tasks' });
  if (length <= MAX_TASKS) return;
  const message = `the template has ${length} tasks; at most ${MAX_TASKS} are run`;
  error({ path: ['phases'], target: 'key' }, { message, hint: 'make several templates of it' });
}

function checkIds({ outline, error }: TemplateCheck): void {
  const lists = [outline.tasks, outline.workstreams, outline.phases] as const;
  let number = 0;
  for (const place of lists.flat()) {
    const first = outline.numbers[place.level].get(place.clause.id);
    if (first !== number) {
      const message = `the ${place.level} id \`${place.clause.id}\` is taken`;
      const hint = `ids of ${place.level}s are unique in the whole template`;
      error({ path: [...pathTo(place), 'id'] }, { message, hint });
    }
    number += 1;
  }
}

const levels: readonly Level[] = ['task', 'workstream', 'phase'];

/** What to write where an id is known, but of another level than a plain id is taken for. */
function levelHint(outline: Outline, place: OutlinePlace, id: string): string | undefined {
  const level = levels.find((candidate) => outline.numbers[candidate].has(id));
  if (level === undefined) return undefined;
  const isAllowed = levels.indexOf(level) >= levels.indexOf(place.level);
  if (!isAllowed) return `\`${id}\` is a ${level}; a ${place.level} cannot wait for one`;
  return `\`${id}\` is a ${level}: write \`${level === place.level ? id : `${level}:${id}`}\``;
}

function wordsFor(outline: Outline, { place, written, fault }: LinkFinding): Finding {
  if (fault === 'self') return { message: `\`${place.clause.id}\` waits for itself`, hint: 'remove it' };
  if (fault === 'twice') return { message: `\`${written}\` is named twice`, hint: 'remove one of the two' };
  const colon = written.indexOf(':');
  const level = colon === -1 ? place.level : (written.slice(0, colon) as Level);
  const id = written.slice(colon + 1);
  const message = (): string =>
    `there is no ${level} \`${id}\`${didYouMean(id, outline.numbers[level].keys())}`;
  return { message, hint: levelHint(outline, place, id) };
}

/** The members of a cycle, and the written dependency by which the round is best left. */
function tellCycle({ outline, error }: TemplateCheck, links: PlanLinks, cycle: readonly number[]): void {
  const steps = new Set(cycle.map((number, index) => `${number} ${cycle[(index + 1) % cycle.length]}`));
  // What holds what makes no circle, so that at least one step of it was written.
  const edge = links.from.findIndex((from, index) => steps.has(`${from} ${links.to[index]}`));
  const waiting = placeAt(outline, Number(links.to[edge]));
  const names = cycle.map((number) => nameOf(placeAt(outline, number)));
  const path = [...pathTo(waiting), 'depends_on', Number(links.index[edge])];
  error({ path }, { message: cycleMessage(names), hint: 'remove one of these dependencies' });
}

/** The links of a plan whose ids and dependencies are sound; undefined where they are not, which was told. */
export function checkPlan(check: TemplateCheck): PlanLinks | undefined {
  checkCount(check);
  checkIds(check);
  const before = check.errors.count();
  const links = linkPlan(check.outline, (found) => {
    const path = [...pathTo(found.place), 'depends_on', found.index];
    check.error({ path }, wordsFor(check.outline, found));
  });
  const edges = edgesOf(check.outline, links);
  const result = sortGraph(buildGraph(edges.nodeCount, edges));
  if (!result.ok) tellCycle(check, links, result.cycle.map(edges.placeOf));
  return check.errors.count() === before ? links : undefined;
}

import { UetError } from '@uet/core';
import {
  inspectRepository,
  readTemplate,
  readyTemplate,
  removeTemplate,
  resolveBase,
  saveTemplate,
} from '@uet/runtime';
import type { App, Handlers } from '../api/app.js';
import type { Caller } from '../auth/caller.js';
import { describePlan } from '../templates/describe-plan.js';
import { asProblem, problemsOf } from '../templates/problems.js';
import { type GivenTemplate, sourceOf } from '../templates/template-source.js';

/** Answers what is asked of templates. */
export const templates: Handlers<'templates'> = {
  list: ({ app, input }) => app.models.templates.list(input),
  get: ({ app, input }) => app.models.templates.get(input),
  async check({ app, caller, input }) {
    const source = await sourceOf(app, visibleTo(caller, input));
    try {
      const { warnings } = readTemplate(source, app.session.context.tools);
      return { valid: true, problems: warnings.map(asProblem) };
    } catch (error) {
      return { valid: false, problems: problemsOf(error) };
    }
  },
  async plan({ app, caller, input }) {
    const { context } = app.session;
    const source = await sourceOf(app, visibleTo(caller, input));
    try {
      await assertVisible(app, caller, input.repository);
      const { compiled, warnings } = await readyTemplate(source, input.parameters, context.tools);
      if (input.repository !== null) {
        const { root } = await inspectRepository(input.repository);
        if (input.target_branch !== null) await resolveBase(context, root, input.target_branch);
      }
      const means = await app.models.tools.task_means(compiled.name);
      return { valid: true, problems: warnings.map(asProblem), plan: describePlan(compiled, means) };
    } catch (error) {
      return { valid: false, problems: problemsOf(error), plan: null };
    }
  },
  async save({ app, caller, input: { text, path, expected_version: expectedVersion } }) {
    const saved = await saveTemplate(app.session.context, { text, path }, caller.actor, expectedVersion);
    return { name: saved.name, version: saved.version, updated_at: saved.updated_at };
  },
  async remove({ app, caller, input }) {
    await removeTemplate(app.session.context, input.name, caller.actor);
    return {};
  },
};

/** What is beside a file of the server is for those who may run it: a viewer learns of no file by asking for it. */
const visibleTo = ({ role }: Caller, given: GivenTemplate): GivenTemplate =>
  role === 'viewer' ? { ...given, path: undefined } : given;

async function assertVisible({ models }: App, { role }: Caller, repository: string | null): Promise<void> {
  if (role !== 'viewer' || repository === null) return;
  const { repositories } = await models.system.surroundings();
  if (repositories.includes(repository)) return;
  throw new UetError('bad_repository', 'no run was on this repository yet', {
    where: 'repository',
    hint: 'an operator may name any; a viewer those that have runs',
  });
}

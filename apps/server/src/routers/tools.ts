import { UetError } from '@uet/core';
import { neverUsed } from '@uet/db';
import { builtInTools, probeTools } from '@uet/runtime';
import type { Tool } from '@uet/schemas';
import type { ToolLine } from '@uet/schemas/api';
import type { App, Handlers } from '../api/app.js';

/** Answers what is asked of tools. */
export const tools: Handlers<'tools'> = {
  list: async ({ app, input: { probe } }) => ({ items: await linesOf(app, toolsOf(app), probe) }),
  async get({ app, input: { tool_id: id } }) {
    const definition = Object.hasOwn(toolsOf(app), id) ? toolsOf(app)[id] : undefined;
    const [line] = definition === undefined ? [] : await linesOf(app, { [id]: definition }, true);
    if (definition === undefined || line === undefined) {
      throw new UetError('not_found', `there is no tool ${id} in the catalogue`, {
        where: 'tool_id',
        hint: '`tools.list` names them; UET_TOOLS names files with more',
      });
    }
    return { line, definition };
  },
};

const toolsOf = ({ session }: App): Readonly<Record<string, Tool>> => ({
  ...builtInTools,
  ...session.context.tools,
});

async function linesOf(
  { models, session: { context } }: App,
  catalog: Readonly<Record<string, Tool>>,
  probe: boolean,
): Promise<ToolLine[]> {
  const statistics = await models.tools.statistics();
  const probes = probe
    ? await probeTools({ catalog: 'v1', tools: { ...catalog } }, { baseEnv: context.environment })
    : [];
  const probeOf = new Map(probes.map((each) => [each.id, each]));
  return Object.entries(catalog).map(([id, { title, kind, capabilities }]) => ({
    ...(statistics.get(id) ?? neverUsed(id)),
    title,
    kind,
    capabilities: [...(capabilities ?? [])],
    available: probeOf.get(id)?.installed ?? null,
    version: probeOf.get(id)?.version ?? null,
    message: probeOf.get(id)?.message ?? null,
  }));
}

import { type Actor, type ChangeSet, CircuitBreaker, newBreaker, UetError } from '@uet/core';
import type { CircuitBreakerRow } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { unfinished } from '../recovery/wake-runs.js';
import { isBuiltIn } from './built-in-tools.js';

/** Stops all calls of a tool until its breaker is reset; what runs, finishes. */
export async function forceOpenBreaker(
  context: EngineContext,
  toolId: string,
  reason: string,
  actor: Actor,
): Promise<void> {
  await operate(context, toolId, actor, async (changes, breaker) => {
    new CircuitBreaker(changes).forceOpen(breaker, reason);
  });
}

/** Has a tool called again; runs that wait for it go on at once. */
export async function resetBreaker(
  context: EngineContext,
  toolId: string,
  reason: string | null,
  actor: Actor,
): Promise<void> {
  await operate(context, toolId, actor, async (changes, breaker) => {
    new CircuitBreaker(changes).reset(breaker, reason);
    for (const { id, pool } of await context.store.list('runs', { state: unfinished })) {
      changes.enqueue({ name: 'tick', pool, subject: id });
    }
  });
}

type Operation = (changes: ChangeSet, breaker: CircuitBreakerRow) => Promise<void>;

async function operate(
  context: EngineContext,
  toolId: string,
  actor: Actor,
  operation: Operation,
): Promise<void> {
  refuseWithoutBreaker(context, toolId);
  const attempt = (): Promise<void> =>
    transact(context, actor, async (changes) => {
      const known = await context.store.find('circuit_breakers', toolId);
      const breaker = known ?? changes.insert('circuit_breakers', newBreaker(toolId));
      await operation(changes, breaker);
    });
  await attempt().catch((error: unknown) => {
    // The first call of the tool made the row meanwhile.
    if (!(error instanceof UetError) || error.code !== 'already_exists') throw error;
    return attempt();
  });
}

function refuseWithoutBreaker({ tools }: EngineContext, toolId: string): void {
  if (isBuiltIn(toolId)) {
    throw new UetError('bad_argument', `the tool ${toolId} has no breaker: it is part of this program`, {
      where: toolId,
    });
  }
  if (Object.hasOwn(tools, toolId)) return;
  throw new UetError('not_found', `there is no tool ${toolId}`, {
    where: toolId,
    hint: '`uet tools` shows the tools',
  });
}

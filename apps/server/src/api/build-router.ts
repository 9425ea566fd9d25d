import { initTRPC, type TRPCRouterRecord, tracked } from '@trpc/server';
import type { AppRouter, Message } from '@uet/client';
import { contract, type Procedure } from '@uet/schemas/api';
import { requireRole } from '../auth/caller.js';
import { handlers } from '../routers/index.js';
import type { Call } from './app.js';
import { answerOf, describeError, knownError } from './errors.js';
import type { RequestContext } from './request-context.js';

/** How often a stream that has nothing to tell says that it is alive, in milliseconds: proxies close at 30 s or more. */
const pingMs = 15_000;

const trpc = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => {
    const known = knownError(error);
    return {
      ...shape,
      message: known.message,
      data: { ...shape.data, uet: describeError(known, ctx?.requestId ?? '') },
    };
  },
  sse: {
    ping: { enabled: true, intervalMs: pingMs },
    client: { reconnectAfterInactivityMs: 3 * pingMs },
  },
});

type AnyHandler = (call: Call<Procedure>) => Promise<unknown>;

/** The router of all procedures: what each takes and gives, and who may call it, is what the contract says. */
export const appRouter = trpc.router(
  mapValues(contract as Table<Procedure>, (procedures, router) =>
    mapValues(procedures, (procedure, name) => build(procedure, handlerOf(router, name))),
  ) as TRPCRouterRecord,
) as unknown as AppRouter;

type Table<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** Its type says that each procedure has one; the table of the contract is walked by name. */
function handlerOf(router: string, name: string): AnyHandler {
  const handle = (handlers as unknown as Table<AnyHandler>)[router]?.[name];
  if (handle === undefined) throw new Error(`nothing answers ${router}.${name}`);
  return handle;
}

function build(procedure: Procedure, handle: AnyHandler) {
  const { kind, role, input, output } = procedure;
  const base = trpc.procedure
    .use(({ ctx, next }) => {
      try {
        return next({ ctx: { caller: requireRole(ctx.caller, role) } });
      } catch (error) {
        throw answerOf(error);
      }
    })
    .input(input);
  const answer = async (options: unknown): Promise<unknown> => {
    const { ctx, input: given, signal = new AbortController().signal } = options as Resolved;
    const { app, caller } = ctx;
    const until = kind === 'subscription' ? AbortSignal.any([signal, app.stopping]) : signal;
    try {
      return await handle({ app, caller, input: given, signal: until });
    } catch (error) {
      throw answerOf(error);
    }
  };
  if (kind === 'query') return base.output(output).query(answer);
  if (kind === 'mutation') return base.output(output).mutation(answer);
  return base.subscription(async (options) =>
    tell((await answer(options)) as Telling, output, (options as Resolved).signal),
  );
}

interface Resolved {
  readonly ctx: RequestContext & Pick<Call<Procedure>, 'caller'>;
  readonly input: unknown;
  readonly signal?: AbortSignal;
}

type Telling = AsyncIterable<Message<unknown>>;

async function* tell(telling: Telling, output: Procedure['output'], caller: AbortSignal | undefined) {
  try {
    for await (const { id, data } of telling) yield tracked(id, output.parse(data));
  } catch (error) {
    // The caller has left, and nobody waits for an error any more: it would end the whole process.
    if (caller?.aborted === true) return;
    // The server stops: tRPC ends such a stream without saying that it is complete: the client comes back and goes on.
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw answerOf(error);
  }
}

function mapValues<V, T>(
  record: Readonly<Record<string, V>>,
  change: (value: V, key: string) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

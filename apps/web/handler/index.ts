import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import next from 'next';

/** Answers the requests for pages and their assets. */
export interface WebHandler {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
}

/** Opens the built dashboard; the server that calls it has checked the request and sets the headers. */
export async function openWeb(options: { readonly dev?: boolean } = {}): Promise<WebHandler> {
  const dir = fileURLToPath(new URL('..', import.meta.url));
  // Next announces versions and such to its maker unless told not to.
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  const app = next({ dev: options.dev ?? false, dir, quiet: true });
  await quietly(() => app.prepare());
  const handle = app.getRequestHandler();
  return {
    handle: (request, response) => handle(request, response),
    close: () => app.close(),
  };
}

/** Next tells how long its parts took, on standard output, which belongs to the command that opened it. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => undefined;
  try {
    await work();
  } finally {
    console.log = log;
  }
}

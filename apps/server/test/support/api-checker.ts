import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

/** Holds every answer that a client gets against the OpenAPI document of the server. */
export interface ApiChecker {
  readonly open: (url: string) => Promise<void>;
  /** For a client: its answers are checked as they come. */
  readonly fetch: typeof globalThis.fetch;
  readonly checkMessage: (procedure: string, data: unknown) => void;
  /** The procedure whose answer was checked last. */
  readonly lastChecked: () => string | null;
}

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** Opens a checker; it knows the document once it is opened. */
export function openApiChecker(): ApiChecker {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  let last: string | null = null;
  let methods: Record<string, 'get' | 'post'> = {};
  const check = (pointer: string, value: unknown): void => {
    const schema = ajv.getSchema(`api#/${pointer}`);
    expect(schema, pointer).toBeDefined();
    schema?.(value);
    expect(schema?.errors ?? [], pointer).toEqual([]);
  };
  const inAnswer = (procedure: string): string =>
    ['paths', escaped(`/trpc/${procedure}`), methods[procedure], 'responses', '200', 'content'].join('/');
  return {
    async open(url) {
      const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
        paths: Record<string, Record<string, unknown>>;
      };
      ajv.addSchema({ ...document, $id: 'api' }, 'api');
      methods = Object.fromEntries(
        Object.entries(document.paths).map(([path, operations]) => [
          path.replace('/trpc/', ''),
          'post' in operations ? 'post' : 'get',
        ]),
      );
    },
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      const path = new URL(String(input)).pathname.replace('/trpc/', '');
      if (response.headers.get('content-type')?.startsWith('application/json') !== true) return response;
      const answers = (await response.clone().json()) as unknown[];
      for (const [at, procedure] of path.split(',').entries()) {
        const answer = answers[at];
        const isError = typeof answer === 'object' && answer !== null && 'error' in answer;
        if (isError) check('components/schemas/ErrorAnswer', answer);
        else check(`${inAnswer(procedure)}/${escaped('application/json')}/schema`, answer);
        last = procedure;
      }
      return response;
    },
    checkMessage: (procedure, data) =>
      check(`${inAnswer(procedure)}/${escaped('text/event-stream')}/x-message-schema`, data),
    lastChecked: () => last,
  };
}

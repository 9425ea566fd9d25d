import { apiError, contract, type Procedure, type ProcedureKind } from '@uet/schemas/api';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** Schemas that refer to themselves, by their text: they cannot stand where they are used. */
const recursive = new Map<string, { readonly name: string; readonly schema: Json }>();

/** JSON Schema of what comes in (fields with a default may be left out) or goes out. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  let text = JSON.stringify(rest);
  for (const [key, definition] of Object.entries($defs)) {
    const local = `"#/$defs/${key}"`;
    const own = JSON.stringify(definition);
    const name = recursive.get(own)?.name ?? `Recursive${recursive.size + 1}`;
    const shared = `"#/components/schemas/${name}"`;
    recursive.set(own, { name, schema: JSON.parse(own.replaceAll(local, shared)) as Json });
    text = text.replaceAll(local, shared);
  }
  return JSON.parse(text) as Json;
}

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const object = (properties: Json, required = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
});
const errorAnswer = { $ref: '#/components/responses/Error' };
const errors = Object.fromEntries(
  ['400', '401', '403', '404', '409', '500', '503'].map((code) => [code, errorAnswer]),
);

/** The OpenAPI 3.1 document of the API as it is spoken over HTTP, from the table of all procedures. */
export function describeApi(version: string): Json {
  const operations = Object.entries(contract).flatMap(([router, procedures]) =>
    Object.entries(procedures as Record<string, Procedure>).map(([name, procedure]) => ({
      router,
      name,
      procedure,
    })),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'UET',
      version,
      description:
        'Universal Execution Templates. Every procedure answers `{"result":{"data":…}}`, or `{"error":…}` with a code of the error table.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    tags: Object.keys(contract).map((router) => ({
      name: router,
      description: `The procedures about ${router}`,
    })),
    paths: {
      ...Object.fromEntries(
        operations.map(({ router, name, procedure }) => [
          `/trpc/${router}.${name}`,
          describe(procedure, `${router}.${name}`, router),
        ]),
      ),
      ...otherPaths,
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token, as `uet token create` makes it' },
        session: { type: 'apiKey', in: 'cookie', name: 'uet_session', description: 'A signed-in browser' },
      },
      schemas: {
        ApiError: schemaOf(apiError, 'output'),
        ErrorAnswer: errorSchema,
        ...Object.fromEntries([...recursive.values()].map(({ name, schema }) => [name, schema])),
      },
      responses: {
        Error: {
          description: 'What is wrong, where, and what to do about it',
          content: json({ $ref: '#/components/schemas/ErrorAnswer' }),
        },
      },
    },
  };
}

const errorSchema = object({
  error: object({
    message: { type: 'string' },
    code: { type: 'integer', description: 'The code of JSON-RPC' },
    data: object(
      {
        code: { type: 'string', description: 'The code of tRPC' },
        httpStatus: { type: 'integer' },
        path: { type: 'string', description: 'The procedure' },
        uet: { $ref: '#/components/schemas/ApiError' },
      },
      ['code', 'httpStatus', 'uet'],
    ),
  }),
});

const describers: Record<ProcedureKind, (procedure: Procedure) => Json> = {
  query: ({ input, output }) => ({ parameters: [inputParameter(input)], responses: answer(output) }),
  mutation: ({ input, output }) => ({
    requestBody: { required: true, content: json(schemaOf(input, 'input')) },
    responses: answer(output),
  }),
  subscription: ({ input, output }) => ({
    parameters: [
      inputParameter(input),
      {
        name: 'Last-Event-ID',
        in: 'header',
        required: false,
        schema: { type: 'string' },
        description: 'Where a stream that broke off goes on: the `id` of the last event',
      },
    ],
    responses: {
      200: {
        description: 'A stream of events; the `data` of each message is JSON of this schema',
        content: {
          'text/event-stream': { schema: { type: 'string' }, 'x-message-schema': schemaOf(output, 'output') },
        },
      },
      ...errors,
    },
  }),
};

function describe(procedure: Procedure, operationId: string, router: string): Json {
  const { kind, role, summary } = procedure;
  const operation = {
    operationId,
    tags: [router],
    summary,
    description: `Needs the role ${role}.`,
    ...describers[kind](procedure),
  };
  return { [kind === 'mutation' ? 'post' : 'get']: operation };
}

const inputParameter = (input: z.ZodType): Json => ({
  name: 'input',
  in: 'query',
  required: !input.safeParse({}).success,
  content: json(schemaOf(input, 'input')),
});

const answer = (output: z.ZodType): Json => ({
  200: {
    description: 'Done',
    content: json(object({ result: object({ data: schemaOf(output, 'output') }) })),
  },
  ...errors,
});

const text = { 'text/plain': { schema: { type: 'string' } } };
const open: Json[] = [];

/** What is spoken without tRPC. */
const otherPaths: Json = {
  '/healthz': {
    get: {
      operationId: 'healthz',
      summary: 'Alive',
      security: open,
      responses: { 200: { description: 'Alive', content: json(object({ status: { const: 'ok' } })) } },
    },
  },
  '/readyz': {
    get: {
      operationId: 'readyz',
      summary: 'Ready to work: database, migrations, queue',
      security: open,
      responses: Object.fromEntries(
        ['200', '503'].map((code) => [
          code,
          {
            description: code === '200' ? 'Ready' : 'Not ready',
            content: json(
              object({ ready: { type: 'boolean' }, problems: { type: 'array', items: { type: 'string' } } }),
            ),
          },
        ]),
      ),
    },
  },
  '/health': {
    get: {
      operationId: 'health',
      summary: 'How the system is, part by part',
      responses: Object.fromEntries(
        ['200', '503'].map((code) => [
          code,
          {
            description: code === '200' ? 'Well, or nearly' : 'Something is wrong',
            content: json(schemaOf(contract.system.health.output, 'output')),
          },
        ]),
      ),
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      summary: 'Metrics for Prometheus',
      responses: { 200: { description: 'In the text format', content: text }, 401: errorAnswer },
    },
  },
  '/logs/{subject}/{stream}': {
    get: {
      operationId: 'download_log',
      summary: 'A whole log as a file',
      parameters: [
        {
          name: 'subject',
          in: 'path',
          required: true,
          schema: { type: 'string' },
          description: 'The attempt or gate',
        },
        { name: 'stream', in: 'path', required: true, schema: { enum: ['stdout', 'stderr'] } },
      ],
      responses: { 200: { description: 'The log', content: text }, 401: errorAnswer, 404: errorAnswer },
    },
  },
  '/auth/sign-in': {
    post: {
      operationId: 'sign_in',
      summary: 'Turns the code of a sign-in link into a session, once',
      security: open,
      requestBody: { required: true, content: json(object({ code: { type: 'string' } })) },
      responses: {
        200: {
          description: 'Signed in: the session is in the cookie',
          content: json(
            object({ name: { type: 'string' }, role: { enum: ['viewer', 'operator', 'admin'] } }),
          ),
        },
        401: errorAnswer,
        429: errorAnswer,
      },
    },
  },
  '/auth/sign-out': {
    post: {
      operationId: 'sign_out',
      summary: 'Ends the session of the browser that asks',
      responses: { 200: { description: 'Signed out', content: json(object({})) }, 401: errorAnswer },
    },
  },
};

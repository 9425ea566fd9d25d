import { UetError } from '@uet/core';
import { z } from 'zod';

/** How the server is reached. */
export interface ServerConfig {
  /** The address to listen at. */
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Names beside localhost under which it may be asked. */
  readonly allowedHosts: readonly string[];
  /** The address that people use, where something stands in front of it. */
  readonly publicUrl: string | null;
  /** What is logged: this and what matters more. */
  readonly logLevel: (typeof logLevels)[number];
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

const variables = z.object({
  UET_HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  UET_PORT: z
    .string()
    .regex(/^\d+$/, 'must be a number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be at most 65535')
    .default(3000),
  UET_ALLOWED_HOSTS: z.string().default(''),
  UET_LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
  UET_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
});

/** Reads the environment. Throws `bad_config` with every variable that cannot be used. */
export function readServerConfig(environment: NodeJS.ProcessEnv): ServerConfig {
  const parsed = variables.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new UetError('bad_config', faults.join('; '), { hint: 'correct or unset the variable' });
  }
  const { UET_HOST: host, UET_PORT: port, UET_LOG_LEVEL: logLevel } = parsed.data;
  const { UET_ALLOWED_HOSTS: hosts, UET_PUBLIC_URL: url } = parsed.data;
  const allowedHosts = hosts
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { host, port, allowedHosts, publicUrl: url?.replace(/\/+$/, '') ?? null, logLevel };
}

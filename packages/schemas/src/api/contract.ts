import type { z } from 'zod';
import { approvals } from './approvals.js';
import { budgets, costs } from './costs.js';
import { events } from './events.js';
import { gates } from './gates.js';
import { landing } from './landing.js';
import { patches } from './patches.js';
import type { Procedure } from './procedure.js';
import { runs } from './runs.js';
import { system } from './system.js';
import { tasks } from './tasks.js';
import { templates } from './templates.js';
import { tokens } from './tokens.js';
import { breakers, tools } from './tools.js';
import { workers } from './workers.js';

/**
 * Every procedure of the API, by router and name. From this one table come the server's routers, what a caller's role
 * allows, the types of the client, and the OpenAPI document.
 */
export const contract = {
  runs,
  templates,
  tasks,
  patches,
  gates,
  landing,
  workers,
  tools,
  breakers,
  costs,
  budgets,
  events,
  approvals,
  tokens,
  system,
} as const;

/** The table of all procedures. */
export type Contract = typeof contract;
/** What a procedure takes, as the caller may leave fields with defaults out. */
export type InputOf<P extends Procedure> = z.input<P['input']>;
/** What a procedure gets to see: defaults filled in. */
export type RequestOf<P extends Procedure> = z.output<P['input']>;
/** What a procedure answers. */
export type OutputOf<P extends Procedure> = z.output<P['output']>;

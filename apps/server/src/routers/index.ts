import type { Contract } from '@uet/schemas/api';
import type { Handlers } from '../api/app.js';
import { approvals } from './approvals.js';
import { breakers } from './breakers.js';
import { budgets } from './budgets.js';
import { costs } from './costs.js';
import { events } from './events.js';
import { gates } from './gates.js';
import { landing } from './landing.js';
import { patches } from './patches.js';
import { runs } from './runs.js';
import { system } from './system.js';
import { tasks } from './tasks.js';
import { templates } from './templates.js';
import { tokens } from './tokens.js';
import { tools } from './tools.js';
import { workers } from './workers.js';

/** What answers each procedure of the contract. */
export const handlers: { readonly [R in keyof Contract]: Handlers<R> } = {
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
};

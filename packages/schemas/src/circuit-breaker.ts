import { z } from 'zod';
import { count, instant, key } from './primitives.js';

/** The states of a breaker. */
export const breakerStateName = z.enum(['closed', 'open', 'half_open']);

/** The breaker of one tool, shared by all workers. Its id is the tool's. */
export const circuitBreaker = z
  .strictObject({
    id: key.describe('The tool'),
    state: breakerStateName.describe('The state of the breaker'),
    version: count.describe('Grows by one with every change'),
    reason: z.string().nullable().describe('Why it is in this state'),
    consecutive_failures: count.describe('Failures since the last success'),
    opened_at: instant.nullable().describe('When it opened'),
    open_until: instant.nullable().describe('When a probe may be made'),
  })
  .meta({ title: 'Circuit breaker', description: 'Stops calling a tool that keeps failing' });

/** A state of a breaker. */
export type BreakerStateName = z.infer<typeof breakerStateName>;
/** A row of the table `circuit_breakers`. */
export type CircuitBreakerRow = z.infer<typeof circuitBreaker>;

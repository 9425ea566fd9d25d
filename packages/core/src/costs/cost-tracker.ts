import type { Budget, BudgetLimit } from '@uet/schemas';
import { UetError } from '../errors/index.js';
import type { ChangeSet } from '../moves/index.js';
import { type Amount, compare, minus, sum, times, zero } from './money.js';

/** What may be spent before a task starts: reserved, or refused with the reason. */
export type Reservation =
  | { readonly granted: true; readonly reserved: Amount }
  | { readonly granted: false; readonly code: 'budget_exceeded' | 'unpriced'; readonly reason: string };

/** Budgets: reserved before a task starts, settled after it. */
export class CostTracker {
  readonly #changes: ChangeSet;

  constructor(changes: ChangeSet) {
    this.#changes = changes;
  }

  /** Opens a budget with nothing spent. */
  open(runId: string, level: Budget['level'], subject: string, limit: BudgetLimit): Budget {
    return this.#changes.insert('budgets', {
      id: this.#changes.newId(),
      run_id: runId,
      level,
      subject,
      version: 0,
      max_cost_usd: limit.max_cost_usd,
      warning_threshold: limit.warning_threshold,
      enforcement: limit.enforcement,
      reserved_usd: zero,
      spent_usd: zero,
      warned_at: null,
      exhausted_at: null,
    });
  }

  /**
   * Reserves an estimate in every budget that covers the call, or refuses where a halting one has no room.
   *
   * `estimate` null means that the call cannot be priced at all: refused under a halting budget.
   */
  reserve(given: readonly Budget[], estimate: Amount | null): Reservation {
    const budgets = this.#latest(given);
    for (const budget of budgets.filter(({ enforcement }) => enforcement === 'halt')) {
      const what = `the ${budget.level} budget of $${budget.max_cost_usd}`;
      if (estimate === null) {
        return {
          granted: false,
          code: 'unpriced',
          reason: `the cost of this call cannot be known, and ${what} halts`,
        };
      }
      const committed = sum(budget.spent_usd, budget.reserved_usd);
      if (
        budget.exhausted_at !== null ||
        compare(committed, budget.max_cost_usd) >= 0 ||
        compare(sum(committed, estimate), budget.max_cost_usd) > 0
      ) {
        const used = `$${budget.spent_usd} spent, $${budget.reserved_usd} reserved`;
        return { granted: false, code: 'budget_exceeded', reason: `${what} is used up (${used})` };
      }
    }
    const reserved = estimate ?? zero;
    if (compare(reserved, zero) > 0) {
      for (const budget of budgets) {
        this.#changes.change('budgets', budget, { reserved_usd: sum(budget.reserved_usd, reserved) });
      }
    }
    return { granted: true, reserved };
  }

  /**
   * Turns a reservation into what the call really cost, and notes a threshold or limit that it passed.
   *
   * `isWhole` false: part of the cost is not known. A halting budget counts as used up from then on, for what cannot
   * be priced is never counted as zero.
   */
  settle(budgets: readonly Budget[], reserved: Amount, spent: Amount, isWhole = true): void {
    for (const budget of this.#latest(budgets)) {
      if (!isWhole && budget.enforcement === 'halt') this.#exhaust(budget, 'unpriced');
      if (compare(reserved, zero) === 0 && compare(spent, zero) === 0) continue;
      const current = this.#changes.latest('budgets', budget);
      this.#pass(
        this.#changes.change('budgets', current, {
          reserved_usd: minus(current.reserved_usd, reserved),
          spent_usd: sum(current.spent_usd, spent),
        }),
      );
    }
  }

  /**
   * A person sets a higher limit: what was used up or nearly so is told anew once it is again. A budget that halted
   * because part of a cost is unknown goes on too: that part stays unknown, and is the person's to answer for.
   */
  raise(given: Budget, limit: Amount, reason: string): Budget {
    const budget = this.#changes.latest('budgets', given);
    if (compare(limit, budget.max_cost_usd) <= 0) {
      throw new UetError('bad_argument', `$${limit} is not above the limit of $${budget.max_cost_usd}`, {
        where: 'max_cost_usd',
        hint: `name an amount above $${budget.max_cost_usd}`,
      });
    }
    const isUsedUp = compare(budget.spent_usd, limit) >= 0;
    const isWarned = compare(budget.spent_usd, times(limit, budget.warning_threshold)) >= 0;
    const raised = this.#changes.change('budgets', budget, {
      max_cost_usd: limit,
      exhausted_at: isUsedUp ? budget.exhausted_at : null,
      warned_at: isWarned ? budget.warned_at : null,
    });
    const { level, max_cost_usd: from } = budget;
    this.#changes.note('budget', raised, 'raise', { level, from, to: limit, reason });
    return raised;
  }

  /** Amounts are added to what this change set has added already. */
  #latest(budgets: readonly Budget[]): Budget[] {
    return budgets.map((budget) => this.#changes.latest('budgets', budget));
  }

  /** Tells once of the threshold and once of the limit. */
  #pass(budget: Budget): void {
    const warnAt = times(budget.max_cost_usd, budget.warning_threshold);
    if (budget.warned_at === null && compare(budget.spent_usd, warnAt) >= 0) {
      this.#changes.change('budgets', budget, { warned_at: this.#changes.now });
      this.#changes.note('budget', budget, 'warn', payloadOf(budget), 'warning');
    }
    if (compare(budget.spent_usd, budget.max_cost_usd) >= 0) this.#exhaust(budget, 'exhaust');
  }

  #exhaust(budget: Budget, trigger: 'exhaust' | 'unpriced'): void {
    if (budget.exhausted_at !== null) return;
    this.#changes.change('budgets', budget, { exhausted_at: this.#changes.now });
    this.#changes.note('budget', budget, trigger, payloadOf(budget), 'error');
  }
}

const payloadOf = ({ level, spent_usd, max_cost_usd }: Budget) => ({ level, spent_usd, max_cost_usd });

/** True where a halting budget of the run itself is used up: nothing of the run may start any more. */
export function isHalted(budgets: readonly Budget[]): boolean {
  return budgets.some(
    ({ level, enforcement, exhausted_at: exhausted, spent_usd: spent, max_cost_usd: max }) =>
      level === 'run' && enforcement === 'halt' && (exhausted !== null || compare(spent, max) >= 0),
  );
}

import type { Store } from '@uet/core';

/** What is carried out by a row that must stay `running` meanwhile. */
type HeldTable = 'attempts' | 'test_gates';

/** Something that this process carries out. */
export interface Hold {
  /** Raised where it is to end at once: the process ends, or its row was ended by somebody else. */
  readonly signal: AbortSignal;
  /** True where its row was ended by somebody else: a person canceled it, or its worker was taken for dead. */
  readonly isLost: boolean;
  /** It has ended. */
  release(): void;
}

interface Held extends Hold {
  lose(): void;
}

/**
 * The attempts and gates that this process carries out. Whoever ends such a row elsewhere takes it away: what runs
 * for it is killed then, for nothing that it makes would be recorded.
 */
export class HeldWork {
  readonly #held: Readonly<Record<HeldTable, Map<string, Held>>> = {
    attempts: new Map(),
    test_gates: new Map(),
  };

  /** Holds a row that is on record as `running`, until it is released; `kill` ends it as well. */
  hold(table: HeldTable, id: string, kill: AbortSignal): Hold {
    const held = this.#held[table];
    const controller = new AbortController();
    let isLost = false;
    const end = (): void => controller.abort();
    if (kill.aborted) end();
    else kill.addEventListener('abort', end, { once: true });
    const hold: Held = {
      signal: controller.signal,
      get isLost() {
        return isLost;
      },
      lose() {
        isLost = true;
        end();
      },
      release() {
        held.delete(id);
        kill.removeEventListener('abort', end);
      },
    };
    held.set(id, hold);
    return hold;
  }

  /** Ends what was taken away: one question for each table, however much is held. */
  async look(store: Store): Promise<void> {
    await this.#lookAt(store, 'attempts');
    await this.#lookAt(store, 'test_gates');
  }

  async #lookAt(store: Store, table: HeldTable): Promise<void> {
    const asked = [...this.#held[table]];
    if (asked.length === 0) return;
    const rows = await store.list(table, { id: asked.map(([id]) => id), state: 'running' });
    const running = new Set(rows.map(({ id }) => id));
    for (const [id, hold] of asked) if (!running.has(id)) hold.lose();
  }
}

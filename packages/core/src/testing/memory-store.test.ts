import { describe, expect, it } from 'vitest';
import { MemoryStore, storeContract } from './index.js';

storeContract(
  async () => {
    const store = new MemoryStore();
    return { store, jobs: async () => store.jobs, close: async () => undefined };
  },
  { describe, expect, it },
);

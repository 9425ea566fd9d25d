import type { SavedView } from '@uet/schemas';
import type { PrismaClient } from '../../generated/client.js';
import type { Answers } from '../answers.js';

const byName = new Intl.Collator('en', { sensitivity: 'base' });

/** The saved views by name. */
export const listViews =
  (client: PrismaClient): Answers<'runs', 'views'> =>
  async () => {
    const rows = await client.savedView.findMany();
    const items = rows.map(({ created_at, query, ...row }) => ({
      ...row,
      query: query as SavedView['query'],
      created_at: created_at.toISOString(),
    }));
    return { items: items.sort((one, other) => byName.compare(one.name, other.name)) };
  };

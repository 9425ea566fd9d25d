'use client';

import { Dialog } from '@/ui/dialog';
import { Keys } from '@/ui/keys';
import type { ShortcutGroup } from './shortcut-group';

/** Lists all shortcuts of the page. */
export function ShortcutHelp({
  groups,
  onClose,
}: {
  readonly groups: readonly ShortcutGroup[];
  readonly onClose: () => void;
}) {
  const shown = groups.filter(({ shortcuts }) => shortcuts.length > 0).toReversed();
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts">
      <div className="flex flex-col gap-5">
        {[...shown, { title: 'Help', shortcuts: [{ keys: ['?'], label: 'Show all shortcuts' }] }].map(
          ({ title, shortcuts }) => (
            <section key={title}>
              <h3 className="mb-1.5 font-semibold">{title}</h3>
              <dl className="divide-y divide-line">
                {shortcuts.map(({ keys, label }) => (
                  <div key={keys.join(' ')} className="flex items-center justify-between gap-4 py-1.5">
                    <dt className="text-muted">{label}</dt>
                    <dd>
                      <Keys keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ),
        )}
      </div>
    </Dialog>
  );
}

'use client';

import { Command as Palette } from 'cmdk';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Keys } from '@/ui/keys';
import { FoundRun, useFoundRuns } from './found-runs';
import { type Command, useActions, useAllRuns, usePlaces, useTemplates } from './use-commands';

/** Finds places, runs, templates and actions by what one types. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100%-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line-strong bg-panel shadow-pop outline-none"
        >
          <Dialog.Title className="sr-only">Search and go to</Dialog.Title>
          <Offers onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Offers({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const [search, setSearch] = useState('');
  const groups = [
    { title: 'Go to', commands: usePlaces(search) },
    { title: 'Templates', commands: useTemplates(search) },
    { title: 'Actions', commands: useActions(search) },
  ];
  const { runs, settled } = useFoundRuns(search);
  const more = useAllRuns(search);
  const nothing = settled && runs.length === 0 && groups.every(({ commands }) => commands.length === 0);
  const choose = (run: () => void) => (): void => {
    onClose();
    run();
  };
  return (
    <Palette label="Search and go to" shouldFilter={false} loop>
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <Palette.Input
          autoFocus
          value={search}
          onValueChange={setSearch}
          maxLength={200}
          placeholder="Run, template, repository, branch, place or action"
          className="h-12 w-full bg-transparent outline-none placeholder:text-faint"
        />
      </div>
      <Palette.List label="What was found" className="h-96 max-h-[60dvh] overflow-y-auto p-2">
        {nothing ? (
          <p role="status" className="px-3 py-8 text-center text-muted">
            Nothing has “{search.trim()}” in it.
          </p>
        ) : null}
        {search.trim() === '' ? null : (
          <Group title="Go to" commands={groups[0]?.commands ?? []} choose={choose} />
        )}
        {runs.length === 0 ? null : (
          <Palette.Group heading={search.trim() === '' ? 'Latest runs' : 'Runs'} className={groupClasses}>
            {runs.map((run) => (
              <Palette.Item
                key={run.id}
                value={run.id}
                onSelect={choose(() => router.push(`/runs/${run.id}`))}
                className={itemClasses}
              >
                <FoundRun run={run} />
              </Palette.Item>
            ))}
            {more.map((command) => (
              <Offer key={command.id} command={command} choose={choose} />
            ))}
          </Palette.Group>
        )}
        {(search.trim() === '' ? groups : groups.slice(1)).map((group) => (
          <Group key={group.title} {...group} choose={choose} />
        ))}
      </Palette.List>
    </Palette>
  );
}

const groupClasses =
  'mb-1 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted';

const itemClasses =
  'flex cursor-pointer items-center gap-2.5 rounded-md px-3 py-2 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent [&_svg]:size-4 [&_svg]:shrink-0';

type Choose = (run: () => void) => () => void;

function Group({
  title,
  commands,
  choose,
}: {
  readonly title: string;
  readonly commands: readonly Command[];
  readonly choose: Choose;
}) {
  if (commands.length === 0) return null;
  return (
    <Palette.Group heading={title} className={groupClasses}>
      {commands.map((command) => (
        <Offer key={command.id} command={command} choose={choose} />
      ))}
    </Palette.Group>
  );
}

const Offer = ({ command, choose }: { readonly command: Command; readonly choose: Choose }) => (
  <Palette.Item value={command.id} onSelect={choose(command.run)} className={itemClasses}>
    {command.icon}
    <span className="min-w-0 flex-1 truncate">{command.label}</span>
    {command.keys === undefined ? null : <Keys keys={command.keys} />}
  </Palette.Item>
);

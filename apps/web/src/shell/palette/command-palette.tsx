'use client';

import { Command as Palette } from 'cmdk';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { Keys } from '@/ui/keys';
import { useGo } from '@/ui/use-go';
import { FoundRun, useFoundRuns } from './found-runs';
import { FieldRow, look } from './palette-look';
import { type Command, useActions, useAllRuns, usePlaces, useTemplates } from './use-commands';

interface OffersProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onClose: () => void;
  /** Whether Enter was pressed before this was loaded. */
  readonly entered: boolean;
}

interface CommandPaletteProps extends OffersProps {
  readonly returnFocus: (event: Event) => void;
}

/** Finds places, runs, templates and actions by what one types. */
export function CommandPalette({ returnFocus, ...offers }: CommandPaletteProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => open || offers.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={look.overlay} />
        <Dialog.Content aria-describedby={undefined} onCloseAutoFocus={returnFocus} className={look.box}>
          <Dialog.Title className="sr-only">{look.title}</Dialog.Title>
          <Offers {...offers} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Something to choose. */
interface Offer {
  readonly id: string;
  readonly content: ReactNode;
  readonly run: () => void;
}

interface OfferGroup {
  readonly title: string;
  readonly offers: readonly Offer[];
}

const offersOf = (commands: readonly Command[]): readonly Offer[] =>
  commands.map((command) => ({
    id: command.id,
    content: <CommandLine command={command} />,
    run: command.run,
  }));

/** What there is to choose from, and whether that is all of it yet. */
function useOffers(search: string): { readonly groups: readonly OfferGroup[]; readonly settled: boolean } {
  const go = useGo();
  const searching = search.trim() !== '';
  const { runs, settled } = useFoundRuns(search);
  const foundRuns = runs.map((run) => ({
    id: run.id,
    content: <FoundRun run={run} />,
    run: () => go(`/runs/${run.id}`),
  }));
  const more = useAllRuns(search);
  const places = { title: 'Go to', offers: offersOf(usePlaces(search)) };
  const found = {
    title: searching ? 'Runs' : 'Latest runs',
    offers: foundRuns.length === 0 ? [] : [...foundRuns, ...offersOf(more)],
  };
  const templates = { title: 'Templates', offers: offersOf(useTemplates(search)) };
  const actions = { title: 'Actions', offers: offersOf(useActions(search)) };
  const groups = searching ? [places, found, templates, actions] : [found, places, templates, actions];
  return { groups: groups.filter(({ offers }) => offers.length > 0), settled };
}

function Offers({ search, onSearch, onClose, entered }: OffersProps) {
  const { groups, settled } = useOffers(search);
  const choose = (run: () => void): void => {
    onClose();
    run();
  };
  const first = groups[0]?.offers[0];
  useAsSoonAs(entered && settled && first !== undefined, () => {
    if (first !== undefined) choose(first.run);
  });
  return (
    <Palette label={look.title} shouldFilter={false} loop>
      <FieldRow>
        <Palette.Input
          ref={writeAtEnd}
          autoFocus
          value={search}
          onValueChange={onSearch}
          maxLength={look.maxLength}
          placeholder={look.placeholder}
          className={look.field}
        />
      </FieldRow>
      <Palette.List label="What was found" className={look.list}>
        {settled && groups.length === 0 ? (
          <p role="status" className="px-3 py-8 text-center text-muted">
            Nothing has “{search.trim()}” in it.
          </p>
        ) : null}
        {groups.map(({ title, offers }) => (
          <Palette.Group key={title} heading={title} className={groupClasses}>
            {offers.map(({ id, content, run }) => (
              <Palette.Item key={id} value={id} onSelect={() => choose(run)} className={itemClasses}>
                {content}
              </Palette.Item>
            ))}
          </Palette.Group>
        ))}
      </Palette.List>
    </Palette>
  );
}

/** Does something as soon as all is ready for it. */
function useAsSoonAs(ready: boolean, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (ready) latest.current();
  }, [ready]);
}

/** Goes on where one wrote while this was being loaded. */
const writeAtEnd = (field: HTMLInputElement | null): void =>
  field?.setSelectionRange(field.value.length, field.value.length);

const groupClasses =
  'mb-1 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted';

const itemClasses =
  'flex cursor-pointer items-center gap-2.5 rounded-md px-3 py-2 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent [&_svg]:size-4 [&_svg]:shrink-0';

const CommandLine = ({ command: { icon, label, keys } }: { readonly command: Command }) => (
  <>
    {icon}
    <span className="min-w-0 flex-1 truncate">{label}</span>
    {keys === undefined ? null : <Keys keys={keys} />}
  </>
);

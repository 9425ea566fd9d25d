'use client';

import { User, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { classes } from '@/ui/classes';
import { Input, Select } from '@/ui/field';
import { useDebounced } from '@/ui/use-debounced';
import type { UrlChange } from '@/ui/use-url';
import { type EventFilter, entityTypes, isFiltered, isPeriod, periods, severities } from './event-filter';

interface EventFiltersProps {
  readonly filter: EventFilter;
  readonly onChange: (change: UrlChange) => void;
}

const Toggle = ({
  pressed,
  onToggle,
  children,
}: {
  readonly pressed: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}) => (
  <button
    type="button"
    aria-pressed={pressed}
    onClick={onToggle}
    className={classes(
      'inline-flex h-7 items-center gap-1 rounded-full border px-2.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5',
      pressed
        ? 'border-accent bg-accent-soft text-accent'
        : 'border-transparent bg-sunken text-muted hover:border-line-strong hover:text-text',
    )}
  >
    {children}
  </button>
);

interface ChoicesProps<T extends string> {
  readonly legend: string;
  readonly all: readonly T[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
}

function Choices<T extends string>({ legend, all, chosen, onChange }: ChoicesProps<T>) {
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="float-left mr-2 w-16 text-[13px] text-muted">{legend}</legend>
      {all.map((each) => (
        <Toggle
          key={each}
          pressed={chosen.includes(each)}
          onToggle={() =>
            onChange(chosen.includes(each) ? chosen.filter((other) => other !== each) : [...chosen, each])
          }
        >
          {each}
        </Toggle>
      ))}
    </fieldset>
  );
}

/** An instant as a local date and time, as its input wants it. */
const localTime = (at: string | null): string => {
  if (at === null) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

function TimeFilter({ filter: { since, until }, onChange }: EventFiltersProps) {
  const [custom, setCustom] = useState((since !== null && !isPeriod(since)) || until !== null);
  const toUrl = (value: string): string | null => (value === '' ? null : new Date(value).toISOString());
  return (
    <>
      <Select
        aria-label="Time"
        className="max-w-44"
        value={custom ? 'custom' : (since ?? '')}
        onChange={({ target: { value } }) => {
          setCustom(value === 'custom');
          if (value !== 'custom') onChange({ since: value, until: null });
        }}
      >
        <option value="">Any time</option>
        {Object.entries(periods).map(([period, { text }]) => (
          <option key={period} value={period}>
            {text}
          </option>
        ))}
        <option value="custom">From … to …</option>
      </Select>
      {custom ? (
        <>
          <Input
            type="datetime-local"
            aria-label="From"
            className="max-w-52"
            value={isPeriod(since) ? '' : localTime(since)}
            onChange={(event) => onChange({ since: toUrl(event.target.value) })}
          />
          <Input
            type="datetime-local"
            aria-label="To"
            className="max-w-52"
            value={localTime(until)}
            onChange={(event) => onChange({ until: toUrl(event.target.value) })}
          />
        </>
      ) : null}
    </>
  );
}

function Search({ filter, onChange }: EventFiltersProps) {
  const [text, setText] = useState(filter.search);
  const settled = useDebounced(text);
  const told = useRef(filter.search);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (told.current === settled) return;
    told.current = settled;
    latest.current({ q: settled });
  }, [settled]);
  // The address was changed by something else: the filters were cleared, say.
  useEffect(() => {
    if (told.current === filter.search) return;
    told.current = filter.search;
    setText(filter.search);
  }, [filter.search]);
  return (
    <Input
      type="search"
      aria-label="Search events"
      placeholder="Search type, actor, reason"
      className="max-w-72 flex-1 basis-52"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

/** Says which events to show. */
export function EventFilters({ filter, onChange }: EventFiltersProps) {
  return (
    <div className="flex flex-col gap-2.5 border-b border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <Search filter={filter} onChange={onChange} />
        <TimeFilter key={filter.since === null ? 'any' : 'some'} filter={filter} onChange={onChange} />
        <Toggle pressed={filter.people} onToggle={() => onChange({ people: filter.people ? null : '1' })}>
          <User aria-hidden />
          only people
        </Toggle>
        {filter.entityId === null ? null : (
          <Toggle pressed onToggle={() => onChange({ id: null })}>
            about …{filter.entityId.slice(-8)}
            <X aria-label="Show all" />
          </Toggle>
        )}
        {isFiltered(filter) ? (
          <Button
            look="quiet"
            compact
            onClick={() =>
              onChange({
                about: null,
                id: null,
                severity: null,
                people: null,
                since: null,
                until: null,
                q: null,
              })
            }
          >
            Clear filters
          </Button>
        ) : null}
      </div>
      <Choices
        legend="About"
        all={entityTypes}
        chosen={filter.entityTypes}
        onChange={(chosen) => onChange({ about: chosen.join(',') })}
      />
      <Choices
        legend="Severity"
        all={severities}
        chosen={filter.severities}
        onChange={(chosen) => onChange({ severity: chosen.join(',') })}
      />
    </div>
  );
}

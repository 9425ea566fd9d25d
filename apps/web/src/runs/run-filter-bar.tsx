'use client';

import { ListFilter, Search } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { classes } from '@/ui/classes';
import { Input, Select } from '@/ui/field';
import { repositoryName } from '@/ui/format';
import { useDebounced } from '@/ui/use-debounced';
import type { UrlChange, UrlManner } from '@/ui/use-url';
import { noFilters, periods, type RunFilters, sortChange, sortLabels } from './run-filters';

interface FilterBarProps {
  readonly filters: RunFilters;
  readonly templates: readonly string[];
  readonly repositories: readonly string[];
  readonly onChange: (change: UrlChange, manner?: UrlManner) => void;
}

/** Says which runs are shown; on narrow windows, all but the search are folded away. */
export function RunFilterBar({ filters, templates, repositories, onChange }: FilterBarProps) {
  const [open, setOpen] = useState(false);
  const choose = (key: string) => (value: string) => onChange({ [key]: value }, { push: true });
  const chosen = [filters.template, filters.repository, filters.branch, filters.since].filter(Boolean).length;
  const any = chosen > 0 || filters.search !== '' || filters.state !== '';
  return (
    <div className="flex flex-wrap items-center gap-2 p-3">
      <SearchField value={filters.search} onChange={(q) => onChange({ q })} />
      <Button className="md:hidden" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ListFilter aria-hidden className="size-4" />
        Filters{chosen === 0 ? '' : ` (${chosen})`}
      </Button>
      <div
        className={classes('w-full flex-wrap items-center gap-2 md:flex md:w-auto', open ? 'flex' : 'hidden')}
      >
        <Choice label="Template" value={filters.template} onChange={choose('template')}>
          {withChosen(templates, filters.template).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Choice>
        <Choice label="Repository" value={filters.repository} onChange={choose('repository')}>
          {withChosen(repositories, filters.repository).map((path) => (
            <option key={path} value={path} title={path}>
              {nameAmong(path, repositories)}
            </option>
          ))}
        </Choice>
        <TypedField label="Branch" value={filters.branch} onChange={(branch) => onChange({ branch })} />
        <Choice label="Since" all="Any time" value={filters.since} onChange={choose('since')}>
          {Object.entries(periods).map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
          {filters.since === '' || filters.since in periods ? null : <option>{filters.since}</option>}
        </Choice>
        <Choice
          label="Sort by"
          all={null}
          className="xl:hidden"
          value={`${filters.sort} ${filters.order}`}
          onChange={(value) => {
            const [sort = '', order = ''] = value.split(' ');
            onChange(sortChange(sort, order), { push: true });
          }}
        >
          {Object.entries(sortLabels).flatMap(([sort, title]) => [
            <option key={`${sort} desc`} value={`${sort} desc`}>{`${title}, highest first`}</option>,
            <option key={`${sort} asc`} value={`${sort} asc`}>{`${title}, lowest first`}</option>,
          ])}
        </Choice>
      </div>
      {any ? (
        <Button look="quiet" onClick={() => onChange(noFilters, { push: true })}>
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}

/** What an address asks for can be chosen, too, even where no run has it. */
const withChosen = (offered: readonly string[], chosen: string): readonly string[] =>
  chosen === '' || offered.includes(chosen) ? offered : [chosen, ...offered];

/** The name of a repository; with its folder where another one is called the same. */
function nameAmong(path: string, paths: readonly string[]): string {
  const name = repositoryName(path);
  const alike = paths.filter((each) => repositoryName(each) === name);
  return alike.length > 1 ? path.split('/').slice(-2).join('/') : name;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** What stands for no choice; null where there is always one. */
  readonly all?: string | null;
  readonly className?: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

const Choice = ({ label, value, all = 'Any', className, onChange, children }: ChoiceProps) => (
  <Select
    aria-label={label}
    value={value}
    onChange={({ target }) => onChange(target.value)}
    className={classes('max-w-full basis-full text-[13px] sm:w-40 sm:basis-auto', className)}
  >
    {all === null ? null : <option value="">{all === 'Any' ? `Any ${label.toLowerCase()}` : all}</option>}
    {children}
  </Select>
);

interface TypedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What is being typed, and the address that follows it once it stands still. */
function useTyped(value: string, onChange: (value: string) => void) {
  const [text, setText] = useState(value);
  const settled = useDebounced(text, 250);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    if (settled.trim() === told.current) return;
    told.current = settled.trim();
    tell.current(settled.trim());
  }, [settled]);
  // The address was changed otherwise: by Back, by a view, by clearing the filters.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  return [text, setText] as const;
}

function TypedField({ label, value, onChange }: TypedFieldProps) {
  const [text, setText] = useTyped(value, onChange);
  return (
    <Input
      aria-label={label}
      placeholder={`Any ${label.toLowerCase()}`}
      value={text}
      onChange={({ target }) => setText(target.value)}
      className="max-w-full basis-full text-[13px] sm:w-36 sm:basis-auto"
    />
  );
}

function SearchField({ value, onChange }: Omit<TypedFieldProps, 'label'>) {
  const [text, setText] = useTyped(value, onChange);
  const id = useId();
  return (
    <search className="relative min-w-40 flex-1 sm:max-w-72">
      <label htmlFor={id} className="sr-only">
        Search runs
      </label>
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
      <Input
        id={id}
        type="search"
        data-search="runs"
        maxLength={200}
        placeholder="Search runs"
        aria-keyshortcuts="/"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          event.preventDefault();
          // Enter goes on to what was found.
          if (event.key === 'Enter' || text === '') event.currentTarget.blur();
          else setText('');
        }}
        className="pl-8"
      />
    </search>
  );
}

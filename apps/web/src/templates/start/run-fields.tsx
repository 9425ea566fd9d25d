'use client';

import { useId } from 'react';
import { useSystem } from '@/shell/use-system';
import { Field, Input, Select } from '@/ui/field';
import { repositoryName } from '@/ui/format';
import type { FieldName, StartValues } from './start-values';
import type { StartForm } from './use-start-form';

interface RunFieldsProps {
  readonly form: StartForm;
  readonly problemOf: (field: FieldName) => string | null;
  /** Where the template was run before. */
  readonly repositories: readonly string[];
}

/** So many repositories are one click away. */
const shortcuts = 3;

/** What every run is started with: repository, branch, concurrency, budget. */
export function RunFields({ form, problemOf, repositories }: RunFieldsProps) {
  const { values, set, touch } = form;
  const text = (name: 'repository' | 'branch' | 'concurrency') => ({
    value: values[name],
    autoComplete: 'off',
    spellCheck: false,
    onChange: ({ target }: { target: { value: string } }) => set({ [name]: target.value }),
    onBlur: () => touch(name),
  });
  return (
    <>
      <Repository form={form} problem={problemOf('repository')} known={repositories} />
      <Field
        label="Target branch"
        problem={problemOf('branch')}
        hint="What passed its gates lands here; a new branch, uet/<run>, where empty."
      >
        {(attributes) => <Input {...attributes} {...text('branch')} placeholder="uet/<run>" />}
      </Field>
      <Field
        label="Tasks at once"
        problem={problemOf('concurrency')}
        hint="As the template says where empty."
      >
        {(attributes) => <Input {...attributes} {...text('concurrency')} inputMode="numeric" />}
      </Field>
      <Budget form={form} problemOf={problemOf} />
    </>
  );
}

interface RepositoryProps {
  readonly form: StartForm;
  readonly problem: string | null;
  readonly known: readonly string[];
}

function Repository({ form: { values, set, touch }, problem, known }: RepositoryProps) {
  const listId = useId();
  const suggested = [...new Set([...known, ...(useSystem()?.repositories ?? [])])];
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label="Repository"
        required
        problem={problem}
        hint="The whole path on the server. Its checkout is not touched."
      >
        {(attributes) => (
          <Input
            {...attributes}
            list={listId}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-[13px]"
            placeholder="/home/me/project"
            value={values.repository}
            onChange={({ target }) => set({ repository: target.value })}
            onBlur={() => touch('repository')}
          />
        )}
      </Field>
      <datalist id={listId}>
        {suggested.map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      {suggested.length === 0 ? null : (
        <div className="flex flex-wrap gap-1.5">
          {suggested.slice(0, shortcuts).map((path) => (
            <button
              key={path}
              type="button"
              title={path}
              aria-pressed={values.repository === path}
              onClick={() => set({ repository: path })}
              className="max-w-full truncate rounded-full border border-line-strong px-2.5 py-0.5 text-[13px] text-muted hover:text-text aria-pressed:bg-accent-soft aria-pressed:text-accent"
            >
              {repositoryName(path)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const budgetWords = {
  template: 'As the template says',
  halt: 'Halt at a limit',
  warn: 'Warn at a limit',
  none: 'No limit',
} as const satisfies Record<StartValues['budget'], string>;

function Budget({ form: { values, set, touch }, problemOf }: Omit<RunFieldsProps, 'repositories'>) {
  const { budget, limit, warnAt } = values;
  const choose = (chosen: string): void => {
    if (Object.hasOwn(budgetWords, chosen)) set({ budget: chosen as StartValues['budget'] });
  };
  return (
    <>
      <Field label="Budget" required>
        {({ required: _, ...attributes }) => (
          <Select {...attributes} value={budget} onChange={({ target }) => choose(target.value)}>
            {Object.entries(budgetWords).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {budget === 'halt' || budget === 'warn' ? (
        <div className="grid grid-cols-2 gap-3">
          <Field label="Limit, US dollars" required problem={problemOf('limit')}>
            {(attributes) => (
              <Input
                {...attributes}
                inputMode="decimal"
                placeholder="5.00"
                value={limit}
                onChange={({ target }) => set({ limit: target.value })}
                onBlur={() => touch('limit')}
              />
            )}
          </Field>
          <Field label="Warn at, %" problem={problemOf('warnAt')}>
            {(attributes) => (
              <Input
                {...attributes}
                inputMode="numeric"
                placeholder="80"
                value={warnAt}
                onChange={({ target }) => set({ warnAt: target.value })}
                onBlur={() => touch('warnAt')}
              />
            )}
          </Field>
        </div>
      ) : null}
    </>
  );
}

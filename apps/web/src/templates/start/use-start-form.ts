'use client';

import { useEffect, useState } from 'react';
import { useDebounced } from '@/ui/use-debounced';
import { useUrl } from '@/ui/use-url';
import {
  type FieldName,
  type Parameters,
  readStart,
  type StartValues,
  startFaults,
  writeStart,
} from './start-values';

/** The form that starts a run: its values, mirrored in the address, and what is wrong with them. */
export interface StartForm {
  readonly values: StartValues;
  readonly parameters: Parameters;
  /** Every fault, shown or not. */
  readonly faults: Partial<Record<FieldName, string>>;
  /** The fault of a field that the reader has come to; null where there is none, or not yet. */
  faultOf(field: FieldName): string | null;
  isTouched(field: FieldName): boolean;
  set(change: Partial<Omit<StartValues, 'parameters'>>): void;
  setParameter(name: string, text: string): void;
  touch(field: FieldName): void;
  /** Shows every fault: somebody wants to start. */
  touchAll(): void;
}

/** Keeps the form of a template. What the address tells at first is taken over, and counts as typed. */
export function useStartForm(parameters: Parameters): StartForm {
  const [query, change] = useUrl();
  const [values, setValues] = useState(() => readStart(query, parameters));
  const [touched, setTouched] = useState<ReadonlySet<FieldName> | 'all'>(
    () =>
      new Set(
        Object.entries(writeStart(values, parameters)).flatMap(([name, text]) =>
          text === null ? [] : [name as FieldName],
        ),
      ),
  );
  const settled = useDebounced(values, 300);
  useEffect(() => change(writeStart(settled, parameters)), [settled, parameters, change]);
  const faults = startFaults(values, parameters);
  const touch = (...names: readonly FieldName[]): void =>
    setTouched((known) => (known === 'all' ? known : new Set([...known, ...names])));
  const isTouched = (field: FieldName): boolean => touched === 'all' || touched.has(field);
  return {
    values,
    parameters,
    faults,
    faultOf: (field) => (isTouched(field) ? (faults[field] ?? null) : null),
    isTouched,
    set: (update) => {
      setValues((known) => ({ ...known, ...update }));
      touch(...(Object.keys(update) as FieldName[]));
    },
    setParameter: (name, text) => {
      setValues((known) => ({ ...known, parameters: { ...known.parameters, [name]: text } }));
      touch(`p.${name}`);
    },
    touch,
    touchAll: () => setTouched('all'),
  };
}

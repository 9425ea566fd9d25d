'use client';

import type { GateLine } from '@uet/schemas/api';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { formatCount, formatDuration } from '@/ui/format';
import { Panel } from '@/ui/panel';
import { CaseDetails } from './case-details';
import { CaseIcon, FlakyMark } from './case-status';
import { type GateCase, locationOf, suiteOf } from './cases';
import { plainText } from './plain-text';

/** So many are shown before one asks for more. */
const shownAtFirst = 20;

interface FailuresProps {
  readonly gate: GateLine;
  readonly cases: readonly GateCase[];
}

/** What did not pass, with what it said. */
export function Failures({ gate, cases }: FailuresProps) {
  const [shown, setShown] = useState(shownAtFirst);
  if (cases.length === 0) return null;
  return (
    <Panel title={`${formatCount(cases.length)} ${cases.length === 1 ? 'case' : 'cases'} did not pass`} flush>
      <ul>
        {cases.slice(0, shown).map((test, index) => (
          <Failure
            // biome-ignore lint/suspicious/noArrayIndexKey: a report may have two cases of one name; a result never changes.
            key={index}
            gate={gate}
            test={test}
            openAtFirst={index < 3}
          />
        ))}
      </ul>
      {cases.length <= shown ? null : (
        <div className="p-3 text-center">
          <button
            type="button"
            className="rounded text-accent hover:underline"
            onClick={() => setShown(shown + 100)}
          >
            Show {formatCount(Math.min(100, cases.length - shown))} more
          </button>
        </div>
      )}
    </Panel>
  );
}

function Failure({
  gate,
  test,
  openAtFirst,
}: {
  readonly gate: GateLine;
  readonly test: GateCase;
  readonly openAtFirst: boolean;
}) {
  const [open, setOpen] = useState(openAtFirst);
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <li className="border-b border-line last:border-b-0">
      <div className="flex items-start">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 flex-1 items-start gap-2 px-4 py-2.5 text-left -outline-offset-2 hover:bg-sunken/60"
        >
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <span className="mt-0.5">
            <CaseIcon status={test.status} />
          </span>
          <span className="min-w-0 flex-1">
            <span className="block font-medium break-words">{test.name}</span>
            <span className="block text-[13px] break-words text-muted">
              {suiteOf(test)}
              {open || test.suite === null ? '' : ` · ${locationOf(test) ?? ''}`}
            </span>
            {open || test.message === null ? null : (
              <span className="mt-0.5 block truncate font-mono text-[13px] text-bad">
                {plainText(test.message).trim().split('\n')[0]}
              </span>
            )}
          </span>
          <span className="shrink-0 text-[13px] text-muted">{formatDuration(test.duration_ms)}</span>
        </button>
        {test.flaky ? (
          <span className="py-2.5 pr-4">
            <FlakyMark />
          </span>
        ) : null}
      </div>
      {open ? (
        <div className="px-4 pb-4 md:pl-12">
          <CaseDetails gate={gate} test={test} />
        </div>
      ) : null}
    </li>
  );
}

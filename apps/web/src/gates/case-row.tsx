'use client';

import type { GateLine } from '@uet/schemas/api';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { formatCount, formatDuration } from '@/ui/format';
import { CaseDetails } from './case-details';
import { CaseIcon, FlakyMark } from './case-status';
import { type CaseRow, isBad } from './cases';

interface CaseRowProps {
  readonly gate: GateLine;
  readonly row: CaseRow;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** The head of a suite, or a case that opens. */
export function CaseRowView({ gate, row, open, onToggle }: CaseRowProps) {
  const Icon = open ? ChevronDown : ChevronRight;
  if (row.kind === 'suite') {
    const bad = row.cases.filter(isBad).length;
    return (
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="flex w-full items-center gap-2 border-b border-line bg-sunken px-4 py-2 text-left -outline-offset-2"
      >
        <Icon aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="min-w-0 flex-1 font-medium break-words">{row.name}</span>
        {bad === 0 ? null : <span className="shrink-0 text-[13px] text-bad">{formatCount(bad)} failed</span>}
        <span className="shrink-0 text-[13px] text-muted">{formatCount(row.cases.length)}</span>
      </button>
    );
  }
  const { test } = row;
  return (
    <div className="border-b border-line">
      <div className="flex items-center">
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex min-w-0 flex-1 items-start gap-2 px-4 py-2 text-left -outline-offset-2 hover:bg-sunken/60 md:pl-8"
        >
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <span className="mt-0.5">
            <CaseIcon status={test.status} />
          </span>
          <span className="min-w-0 flex-1 break-words">{test.name}</span>
          <span className="shrink-0 text-[13px] text-muted">{formatDuration(test.duration_ms)}</span>
        </button>
        {test.flaky ? (
          <span className="pr-4">
            <FlakyMark />
          </span>
        ) : null}
      </div>
      {open ? (
        <div className="px-4 pb-4 md:pl-16">
          <CaseDetails gate={gate} test={test} />
        </div>
      ) : null}
    </div>
  );
}

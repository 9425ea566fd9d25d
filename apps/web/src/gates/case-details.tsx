'use client';

import type { GateLine } from '@uet/schemas/api';
import { CopyButton } from '@/ui/copy-button';
import { CaseHistory } from './case-history';
import { type GateCase, locationOf } from './cases';
import { plainText } from './plain-text';

interface CaseDetailsProps {
  readonly gate: GateLine;
  readonly test: GateCase;
}

/** What a case said, where it stands, and how it ended before. */
export function CaseDetails({ gate, test }: CaseDetailsProps) {
  const location = locationOf(test);
  const message = test.message === null ? null : plainText(test.message).trim();
  return (
    <div className="flex flex-col gap-3">
      {location === null ? null : (
        <p className="flex items-center gap-1 text-[13px]">
          <code className="font-mono break-all">{location}</code>
          <CopyButton text={location} label="Copy the location" />
        </p>
      )}
      {message === null || message === '' ? (
        <p className="text-[13px] text-muted">It said nothing.</p>
      ) : (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard.
          tabIndex={0}
          className="max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-[13px] break-words whitespace-pre-wrap"
        >
          {message}
        </pre>
      )}
      <CaseHistory runId={gate.run_id} gateName={gate.name} gateId={gate.id} test={test} />
    </div>
  );
}

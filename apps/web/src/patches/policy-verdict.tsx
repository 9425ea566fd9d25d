import type { PatchLine } from '@uet/schemas/api';
import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { Panel } from '@/ui/panel';

const checks = [
  { key: 'format_ok', text: 'Reads as a diff', not: 'Does not read as a diff' },
  { key: 'scope_ok', text: 'Touches only what it may', not: 'Touches what it may not' },
  { key: 'constraints_ok', text: 'Keeps the limits', not: 'Exceeds the limits' },
] as const;

/** What the policy said of a patch. */
export function PolicyVerdict({ validation }: { readonly validation: PatchLine['validation'] }) {
  if (validation === null) {
    return (
      <Panel title="Policy">
        <p className="flex items-center gap-2 text-muted">
          <CircleDashed aria-hidden className="size-4" />
          Not asked yet
        </p>
      </Panel>
    );
  }
  return (
    <Panel title="Policy">
      <ul className="flex flex-col gap-1.5">
        {checks.map(({ key, text, not }) => (
          <li key={key} className="flex items-center gap-2">
            {validation[key] ? (
              <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
            ) : (
              <CircleX aria-hidden className="size-4 shrink-0 text-bad" />
            )}
            {validation[key] ? text : <strong className="font-semibold text-bad">{not}</strong>}
          </li>
        ))}
      </ul>
      {validation.errors.length === 0 ? null : (
        <ul aria-label="What is wrong" className="mt-3 flex flex-col gap-1.5 border-t border-line pt-3">
          {validation.errors.map((error) => (
            <li key={error} className="text-[13px] break-words">
              {error}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

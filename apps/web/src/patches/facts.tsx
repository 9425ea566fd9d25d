import type { ReactNode } from 'react';
import { CopyButton } from '@/ui/copy-button';
import { shortCommit } from '@/ui/format';
import { Hint } from '@/ui/hint';

/** Facts in a row, each with its name. */
export const Facts = ({ children }: { readonly children: ReactNode }) => (
  <dl className="flex flex-wrap gap-x-8 gap-y-3">{children}</dl>
);

/** One fact. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="flex min-w-0 flex-col">
    <dt className="text-[13px] text-muted">{name}</dt>
    <dd className="flex min-h-6 min-w-0 flex-wrap items-center gap-x-1">{children}</dd>
  </div>
);

/** A git object, a digest or another id: short, whole on hover, to be copied. */
export function ShortId({ id, of }: { readonly id: string; readonly of: string }) {
  const isUlid = /^[0-9A-Z]{26}$/.test(id);
  return (
    <>
      <Hint text={id}>
        <code className="font-mono text-[13px]">{isUlid ? id.slice(-8) : shortCommit(id)}</code>
      </Hint>
      <CopyButton text={id} label={`Copy the ${of}`} />
    </>
  );
}

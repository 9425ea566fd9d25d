import type { Role } from '@uet/schemas';
import { CircleX, Inbox, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { apiErrorOf } from '@/api/error-words';
import { Button } from './button';
import { Sentence } from './sentence';

interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
}

function Notice({ title, children, icon }: NoticeProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <div className="text-faint [&_svg]:size-8">{icon}</div>
      <p className="font-semibold">{title}</p>
      <div className="max-w-prose text-muted">{children}</div>
    </div>
  );
}

/** There is nothing here yet: says so, and what to do. */
export function Empty({ title, children }: NoticeProps) {
  return (
    <Notice title={title} icon={<Inbox aria-hidden />}>
      {children}
    </Notice>
  );
}

/** The reader's role does not reach: says which one does. */
export function NotAllowed({ needs }: { readonly needs?: Role }) {
  return (
    <Notice title="Your role does not allow this" icon={<Lock aria-hidden />}>
      {needs === undefined
        ? 'Ask an admin for another one.'
        : `It needs the role ${needs}: ask an admin for it.`}
    </Notice>
  );
}

/** An answer that could not be had: what went wrong and what to do; or that the reader may not see it. */
export function Problem({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const known = apiErrorOf(error);
  if (known?.code === 'forbidden') return <NotAllowed />;
  return (
    <div role="alert">
      <Notice title="This could not be loaded" icon={<CircleX aria-hidden />}>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        {known?.hint ? (
          <p className="mt-1">
            <Sentence text={known.hint} />
          </p>
        ) : null}
        {retry === undefined ? null : (
          <Button className="mt-3" onClick={retry}>
            Try again
          </Button>
        )}
      </Notice>
    </div>
  );
}

/** Stands where lines will be: as high as they, so that nothing jumps. */
export function Loading({ lines = 6, height = 36 }: { readonly lines?: number; readonly height?: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-px p-2">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike.
        <div key={line} style={{ height }} className="flex items-center">
          <div className="h-3.5 w-full rounded bg-sunken motion-safe:animate-pulse" />
        </div>
      ))}
    </div>
  );
}

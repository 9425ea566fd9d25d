'use client';

import { Button, buttonClasses } from '@/ui/button';
import { Link } from '@/ui/link';

export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return (
    <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-3 py-16 text-center">
      <h1 className="text-xl font-semibold">This page failed</h1>
      <p className="max-w-prose text-muted">
        That is a fault of the dashboard: nothing was changed by it. Try again; if it stays, report it with
        these words.
      </p>
      <pre className="max-w-full overflow-x-auto rounded-md bg-sunken px-3 py-2 text-left text-[13px] whitespace-pre-wrap">
        {error.message}
        {error.digest === undefined ? '' : ` (${error.digest})`}
      </pre>
      <div className="flex gap-2">
        <Button look="primary" onClick={reset}>
          Try again
        </Button>
        <Link href="/runs" className={buttonClasses()}>
          Go to the runs
        </Link>
      </div>
    </div>
  );
}

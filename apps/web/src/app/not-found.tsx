import type { Metadata } from 'next';
import { buttonClasses } from '@/ui/button';
import { Link } from '@/ui/link';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 py-16 text-center">
      <p className="text-5xl font-semibold text-faint">404</p>
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p className="max-w-prose text-muted">
        The address may be mistyped, or what it was about may be gone. Ctrl K finds runs, templates and
        places.
      </p>
      <Link href="/runs" className={buttonClasses('primary')}>
        Go to the runs
      </Link>
    </div>
  );
}

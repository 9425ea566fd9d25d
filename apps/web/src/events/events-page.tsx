import { PageHead } from '@/ui/panel';
import { EventLog } from './event-log';

/** All that happened, in all runs. */
export function EventsPage() {
  return (
    <>
      <PageHead
        title="Events"
        about="The log that everything is written to and nothing is taken from: what happened, why, and who caused it."
      />
      <EventLog runId={null} />
    </>
  );
}

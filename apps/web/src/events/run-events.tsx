import { EventLog } from './event-log';

/** What happened in a run. */
export function RunEvents({ runId }: { readonly runId: string }) {
  return <EventLog runId={runId} />;
}

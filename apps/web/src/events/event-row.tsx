'use client';

import type { ExecutionEvent, Severity } from '@uet/schemas';
import {
  ArrowRight,
  Bug,
  ChevronDown,
  ChevronRight,
  CircleX,
  Info,
  type LucideIcon,
  OctagonAlert,
  TriangleAlert,
  User,
} from 'lucide-react';
import { useState } from 'react';
import { classes } from '@/ui/classes';
import { Link } from '@/ui/link';
import { isStateful, StateIcon, stateRow, stateWords } from '@/ui/state-badge';
import { Age } from '@/ui/time';
import { toneText } from '@/ui/tones';
import { eventAddress } from './event-address';
import { EventDetails } from './event-details';

const severityLooks: Readonly<Record<Severity, { readonly icon: LucideIcon; readonly color: string }>> = {
  debug: { icon: Bug, color: 'text-faint' },
  info: { icon: Info, color: 'text-muted' },
  warning: { icon: TriangleAlert, color: 'text-warning' },
  error: { icon: CircleX, color: 'text-bad' },
  critical: { icon: OctagonAlert, color: 'text-bad' },
};

/** The state that something came to, without the motion of its badge: it is past. */
function PastState({ of, state }: { readonly of: string; readonly state: string }) {
  if (!isStateful(of)) return <span>{stateWords(state)}</span>;
  return (
    <span
      className={classes('inline-flex items-center gap-1 font-medium', toneText[stateRow(of, state).tone])}
    >
      <StateIcon of={of} state={state} className="motion-safe:animate-none" />
      {stateWords(state)}
    </span>
  );
}

function Actor({ actor }: { readonly actor: string }) {
  if (actor.startsWith('person:')) {
    return (
      <span className="inline-flex items-center gap-1 rounded-full bg-accent-soft px-2 text-xs font-medium text-accent">
        <User aria-hidden className="size-3" />
        {actor.slice(7)}
      </span>
    );
  }
  return (
    <span className="text-[13px] text-muted">
      {actor.startsWith('worker:') ? `worker ${actor.slice(-8)}` : actor}
    </span>
  );
}

/** An event: what happened, to what, why, and who caused it; opens to all there is to know. */
export function EventRow({
  event,
  onAbout,
}: {
  readonly event: ExecutionEvent;
  readonly onAbout: () => void;
}) {
  const [open, setOpen] = useState(false);
  const { icon: SeverityIcon, color } = severityLooks[event.severity];
  const Chevron = open ? ChevronDown : ChevronRight;
  const address = eventAddress(event);
  return (
    <li className="border-b border-line last:border-b-0 [contain-intrinsic-size:auto_42px] [content-visibility:auto]">
      <div className="flex items-start gap-1.5 py-2 pr-4 pl-2 hover:bg-sunken/60">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`Details of ${event.type}`}
          onClick={() => setOpen(!open)}
          className="flex size-6 shrink-0 items-center justify-center rounded text-muted hover:bg-sunken hover:text-text"
        >
          <Chevron aria-hidden className="size-4" />
        </button>
        <span title={event.severity} className={classes('mt-1 shrink-0', color)}>
          <SeverityIcon aria-hidden className="size-4" />
          <span className="sr-only">{event.severity}</span>
        </span>
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 pt-0.5">
          <code className="font-mono text-[13px] font-medium">{event.type}</code>
          {address === null ? (
            <span className="font-mono text-[13px] text-muted">{shortId(event.entity_id)}</span>
          ) : (
            <Link href={address} className="font-mono text-[13px] text-accent hover:underline">
              {shortId(event.entity_id)}
            </Link>
          )}
          {event.to_state === null ? null : (
            <span className="inline-flex items-center gap-1.5 text-[13px]">
              {event.from_state === null ? null : (
                <>
                  <span className="text-muted">{stateWords(event.from_state)}</span>
                  <ArrowRight aria-label="to" className="size-3 text-muted" />
                </>
              )}
              <PastState of={event.entity_type} state={event.to_state} />
            </span>
          )}
          {event.reason === null ? null : (
            <span className="min-w-0 basis-full break-words text-muted lg:basis-auto">{event.reason}</span>
          )}
          <span className="ml-auto flex items-center gap-3">
            <Actor actor={event.actor} />
            <span className="min-w-20 text-right text-[13px] text-muted">
              <Age at={event.at} />
            </span>
          </span>
        </div>
      </div>
      {open ? <EventDetails event={event} onAbout={onAbout} /> : null}
    </li>
  );
}

/** Names are shown whole, ids by their end. */
const shortId = (id: string): string => (/^[0-9A-Z]{26}$/.test(id) ? id.slice(-8) : id);

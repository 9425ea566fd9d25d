'use client';

import { ChevronDown, ChevronUp, Copy, Download, WrapText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { buttonClasses } from '@/ui/button';
import { classes } from '@/ui/classes';
import { Input } from '@/ui/field';
import { formatBytes, formatCount } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { IconButton } from '@/ui/icon-button';
import { useToast } from '@/ui/toasts';
import type { LogView } from './log-reader';
import type { LogSubject } from './use-log-reader';
import type { useLogSearch } from './use-log-search';

interface LogToolbarProps {
  readonly subject: LogSubject;
  readonly view: LogView;
  readonly search: ReturnType<typeof useLogSearch>;
  readonly wrap: boolean;
  readonly onWrap: (wrap: boolean) => void;
  readonly textOf: () => string;
}

/** How long typing has to rest before all of the log is searched, in milliseconds. */
const restMs = 300;

function SearchField({ search }: { readonly search: LogToolbarProps['search'] }) {
  const [typed, setTyped] = useState('');
  const { text, search: start } = search;
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => start(typed, false), restMs);
    return () => clearTimeout(timer);
  });
  const found = search.searching
    ? 'searching…'
    : search.error === null
      ? `${search.current} of ${formatCount(search.count)}${search.more ? '+' : ''}`
      : 'could not be searched';
  return (
    <>
      <Input
        type="search"
        aria-label="Search the log"
        placeholder="Search the log"
        className="max-w-56"
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (typed === text) search.step(event.shiftKey ? -1 : 1);
          else start(typed, true);
        }}
      />
      {text === '' ? null : (
        <span className="flex items-center">
          <span role="status" className="mr-1 text-[13px] text-muted">
            {found}
          </span>
          <IconButton label="Previous match" onClick={() => search.step(-1)}>
            <ChevronUp />
          </IconButton>
          <IconButton label="Next match" onClick={() => search.step(1)}>
            <ChevronDown />
          </IconButton>
        </span>
      )}
    </>
  );
}

/** Search, wrapping, copy and download of a log. */
export function LogToolbar({ subject, view, search, wrap, onWrap, textOf }: LogToolbarProps) {
  const { window: part, size, ended, following } = view;
  const say = useToast();
  const whole = part.start === 0 && part.end >= size;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line p-2">
      <SearchField search={search} />
      <span className="ml-auto flex items-center gap-1">
        <span className="mr-2 text-[13px] text-muted">
          {ended ? '' : following ? 'live · ' : 'paused · '}
          {whole
            ? formatBytes(size)
            : `${formatBytes(part.start)} – ${formatBytes(part.end)} of ${formatBytes(size)}`}
        </span>
        <Hint text={wrap ? 'Long lines go on below' : 'Long lines go on to the right'}>
          <button
            type="button"
            aria-pressed={wrap}
            onClick={() => onWrap(!wrap)}
            className={classes(buttonClasses(wrap ? 'plain' : 'quiet', true), 'h-8')}
          >
            <WrapText aria-hidden className="size-4" />
            Wrap
          </button>
        </Hint>
        <IconButton
          label={whole ? 'Copy the log' : 'Copy what is loaded of the log'}
          onClick={() => void navigator.clipboard.writeText(textOf()).then(() => say('Copied'))}
        >
          <Copy />
        </IconButton>
        <a
          href={`/logs/${subject.subjectId}/${subject.stream}`}
          download
          className={classes(buttonClasses('quiet', true), 'h-8')}
        >
          <Download aria-hidden className="size-4" />
          Download
        </a>
      </span>
    </div>
  );
}

'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownToLine } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { setUrlParams, useUrlParam } from '@/run/url-params';
import { Button } from '@/ui/button';
import { Empty, Loading, Problem } from '@/ui/notices';
import { shownText } from './ansi';
import { LineView } from './line-view';
import { LogToolbar } from './log-toolbar';
import { lineNumbers } from './log-window';
import type { LogLine } from './split-lines';
import { type LogSubject, useLogReader } from './use-log-reader';
import { useLogScroll } from './use-log-scroll';
import { useLogSearch } from './use-log-search';

const lineHeight = 20;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character.
const sequences = /\u001b\[[\d;:?]*[ -/]*[@-~]/g;

const numberOf = (value: string | null): number | null =>
  value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null;

/** A log: followed while it is written, searched, and read through a window so that its size does not matter. */
export function LogViewer({ subject }: { readonly subject: LogSubject }) {
  const at = numberOf(useUrlParam('at'));
  const line = numberOf(useUrlParam('line'));
  const [reader, view] = useLogReader(subject, at === null ? null : { offset: at, line });
  const { window: part } = view;
  const [wrap, setWrap] = useState(true);
  const numbers = useMemo(() => lineNumbers(part), [part]);
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer<HTMLElement, Element>({
    count: part.lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => part.lines[index]?.offset ?? index,
    overscan: 20,
  });
  const scroll = useLogScroll(scroller, rows, reader, view, at);
  const search = useLogSearch(subject, (match) => {
    setUrlParams({ at: String(match.offset), line: String(match.line) });
    scroll.show(match.offset, match.line);
  });
  const select = useCallback(
    ({ offset }: LogLine, number: number | null) =>
      setUrlParams({ at: String(offset), line: number === null ? null : String(number) }),
    [],
  );
  const shown = rows.getVirtualItems();
  return (
    <>
      <LogToolbar
        subject={subject}
        view={view}
        search={search}
        wrap={wrap}
        onWrap={(next) => {
          setWrap(next);
          rows.measure();
        }}
        textOf={() => part.lines.map(({ text }) => shownText(text).replace(sequences, '')).join('\n')}
      />
      {view.error === null ? null : <Problem error={view.error} retry={() => void reader.jumpToEnd()} />}
      <div className="relative">
        <section
          ref={scroller}
          aria-label={`Log, ${subject.stream}`}
          aria-busy={view.loading}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
          tabIndex={0}
          onScroll={scroll.onScroll}
          className="h-[max(22rem,calc(100dvh-28rem))] overflow-auto bg-sunken py-1 font-mono text-[13px] -outline-offset-2 [overflow-anchor:none]"
        >
          {part.lines.length === 0 && view.error === null ? (
            view.loading ? (
              <Loading lines={12} height={lineHeight} />
            ) : (
              <Empty
                title={view.ended ? `Nothing was written to ${subject.stream}` : 'Nothing was written yet'}
              />
            )
          ) : (
            <div
              className="relative min-w-full"
              style={{ height: rows.getTotalSize(), width: wrap ? '100%' : 'max-content' }}
            >
              <div style={{ transform: `translateY(${shown[0]?.start ?? 0}px)` }}>
                {shown.map(({ index, key }) => {
                  const each = part.lines[index];
                  return each === undefined ? null : (
                    <div key={key} data-index={index} ref={wrap ? rows.measureElement : undefined}>
                      <LineView
                        line={each}
                        number={numbers[index] ?? null}
                        search={search.text}
                        selected={
                          at !== null && each.offset <= at && at < (part.lines[index + 1]?.offset ?? part.end)
                        }
                        wrap={wrap}
                        onSelect={select}
                      />
                    </div>
                  );
                })}
              </div>
            </div>
          )}
        </section>
        {view.following || (part.end >= view.size && !scroll.away) ? null : (
          <Button
            compact
            look="primary"
            className="absolute right-5 bottom-3 shadow-pop"
            onClick={scroll.toEnd}
          >
            <ArrowDownToLine aria-hidden className="size-4" />
            Jump to end
          </Button>
        )}
      </div>
    </>
  );
}

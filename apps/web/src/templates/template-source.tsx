import { CopyButton } from '@/ui/copy-button';
import { formatBytes } from '@/ui/format';
import { ScrollBox } from '@/ui/scroll-box';

/** So many lines are drawn: of a longer template the rest is copied, not read here. */
const maxLines = 5_000;

/** The text of a template with the numbers of its lines. */
export function TemplateSource({ text, path }: { readonly text: string; readonly path: string | null }) {
  const lines = text.replace(/\n$/, '').split('\n');
  const shown = lines.slice(0, maxLines);
  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-1.5 text-muted">
        <span className="min-w-0 break-all">
          {path === null ? null : <code className="mr-3 font-mono text-[13px]">{path}</code>}
          {lines.length} lines, {formatBytes(new Blob([text]).size)}
        </span>
        <CopyButton text={text} label="Copy the template" />
      </header>
      <ScrollBox label="Source" className="max-h-[70dvh]">
        <pre className="flex w-max min-w-full py-2 font-mono text-[13px] leading-5">
          <span
            aria-hidden
            className="sticky left-0 border-r border-line bg-panel px-3 text-right text-faint select-none"
          >
            {shown.map((_, index) => `${index + 1}\n`).join('')}
          </span>
          <code className="px-3">{shown.join('\n')}</code>
        </pre>
        {lines.length > maxLines ? (
          <p className="px-4 py-2 text-muted">
            And {lines.length - maxLines} more lines: copy it to read them.
          </p>
        ) : null}
      </ScrollBox>
    </>
  );
}

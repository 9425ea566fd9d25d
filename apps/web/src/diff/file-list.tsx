'use client';

import type { FileDiff } from '@uet/schemas/api';
import { Folder, MessageSquare } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { classes } from '@/ui/classes';
import { ChangeIcon, LineCounts } from './file-change';
import type { TreeNode } from './file-tree';

interface FileListProps {
  readonly tree: readonly TreeNode<FileDiff>[];
  /** The file at the top of the window. */
  readonly current: string | null;
  /** How many open comments a file has. */
  readonly comments: ReadonlyMap<string, number>;
  readonly onChoose: (path: string) => void;
}

/** The files of a diff by folder, each a link to its place in it. */
export function FileList({ tree, current, comments, onChoose }: FileListProps) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const [box, link] = [list.current, list.current?.querySelector<HTMLElement>('[aria-current]')];
    if (!box || !link) return;
    // `scrollIntoView` would scroll the page, too.
    const [top, bottom] = [link.offsetTop, link.offsetTop + link.offsetHeight];
    if (top < box.scrollTop) box.scrollTop = top;
    if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  });
  return (
    <nav ref={list} aria-label="Files" className="relative max-h-full overflow-y-auto p-1.5">
      <Nodes nodes={tree} current={current} comments={comments} onChoose={onChoose} />
    </nav>
  );
}

function Nodes({
  nodes,
  ...rest
}: Omit<FileListProps, 'tree'> & { readonly nodes: readonly TreeNode<FileDiff>[] }) {
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.path}>
          {node.kind === 'folder' ? (
            <>
              <span className="flex items-center gap-1.5 px-2 py-1 text-[13px] text-muted">
                <Folder aria-hidden className="size-3.5 shrink-0" />
                <span className="min-w-0 break-all">{node.name}</span>
              </span>
              <div className="ml-3.5 border-l border-line pl-1">
                <Nodes nodes={node.children} {...rest} />
              </div>
            </>
          ) : (
            <FileLink file={node.file} name={node.name} {...rest} />
          )}
        </li>
      ))}
    </ul>
  );
}

function FileLink({
  file,
  name,
  current,
  comments,
  onChoose,
}: Omit<FileListProps, 'tree'> & { readonly file: FileDiff; readonly name: string }) {
  const open = comments.get(file.path) ?? 0;
  return (
    <a
      href={`?${new URLSearchParams({ file: file.path })}`}
      aria-current={current === file.path ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onChoose(file.path);
      }}
      className={classes(
        'flex items-center gap-1.5 rounded-md px-2 py-1 text-[13px]',
        current === file.path ? 'bg-accent-soft text-accent' : 'hover:bg-sunken',
      )}
    >
      <ChangeIcon kind={file.kind} />
      <span className="min-w-0 flex-1 break-all">{name}</span>
      {open === 0 ? null : (
        <span className="inline-flex items-center gap-0.5 text-waiting">
          <MessageSquare aria-hidden className="size-3.5" />
          {open}
          <span className="sr-only"> open comments</span>
        </span>
      )}
      <LineCounts insertions={file.insertions} deletions={file.deletions} />
    </a>
  );
}

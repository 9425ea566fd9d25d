'use client';

import {
  ChevronDown,
  ChevronsDownUp,
  ChevronsUpDown,
  ChevronUp,
  Maximize,
  Minus,
  Plus,
  Route,
} from 'lucide-react';
import { Button } from '@/ui/button';
import { Input } from '@/ui/field';
import { formatCount } from '@/ui/format';
import { IconButton } from '@/ui/icon-button';

interface GraphToolbarProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  /** How many tasks match; null where nothing is searched for. */
  readonly found: number | null;
  readonly onStep: (step: 1 | -1, text: string) => void;
  readonly critical: boolean;
  readonly onCritical: (shown: boolean) => void;
  readonly onCollapseAll: () => void;
  readonly onExpandAll: () => void;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

/** Search and view of the graph. */
export function GraphToolbar(props: GraphToolbarProps) {
  const { search, found, critical } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line p-3">
      <Input
        type="search"
        aria-label="Search the graph"
        placeholder="Find a task"
        className="max-w-56"
        defaultValue={search}
        onChange={(event) => props.onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          props.onStep(event.shiftKey ? -1 : 1, event.currentTarget.value);
        }}
      />
      {found === null ? null : (
        <span className="flex items-center">
          <span role="status" className="mr-1 text-muted">
            {found === 0 ? 'nothing found' : `${formatCount(found)} found`}
          </span>
          <IconButton label="Previous match" disabled={found === 0} onClick={() => props.onStep(-1, search)}>
            <ChevronUp />
          </IconButton>
          <IconButton label="Next match" disabled={found === 0} onClick={() => props.onStep(1, search)}>
            <ChevronDown />
          </IconButton>
        </span>
      )}
      <Button
        compact
        look={critical ? 'plain' : 'quiet'}
        aria-pressed={critical}
        className="h-8"
        onClick={() => props.onCritical(!critical)}
      >
        <Route aria-hidden className="size-4" />
        Critical path
      </Button>
      <span className="ml-auto flex items-center">
        <IconButton label="Collapse all workstreams" onClick={props.onCollapseAll}>
          <ChevronsDownUp />
        </IconButton>
        <IconButton label="Expand all" onClick={props.onExpandAll}>
          <ChevronsUpDown />
        </IconButton>
        <IconButton label="Zoom out" onClick={() => props.onZoom(1 / 1.4)}>
          <Minus />
        </IconButton>
        <IconButton label="Zoom in" onClick={() => props.onZoom(1.4)}>
          <Plus />
        </IconButton>
        <IconButton label="Show everything" onClick={props.onFit}>
          <Maximize />
        </IconButton>
      </span>
    </div>
  );
}

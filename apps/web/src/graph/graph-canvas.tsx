'use client';

import { ReactFlow, ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import './graph.css';
import { type CSSProperties, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RunGraph } from '@/run/apply-events';
import { setUrlParams, useUrlParam } from '@/run/url-params';
import { peekAt } from '@/tasks/peek-at';
import { collapsedAtFirst, openedFor, toggled } from './collapse';
import { DependencyEdge } from './dependency-edge';
import { flowElements } from './flow-elements';
import { type GraphContents, GraphContext, groupsOf, lanesOf } from './graph-context';
import { GraphMap } from './graph-map';
import { GraphToolbar } from './graph-toolbar';
import { GroupNode } from './group-nodes';
import { layoutGraph, type Place } from './layout';
import { Legend } from './legend';
import { TaskNode } from './task-node';
import { useGraphKeys } from './use-graph-keys';
import { useGraphSearch } from './use-graph-search';
import { useShape } from './use-shape';
import { fitting, useRefit, useView } from './use-view';

const nodeTypes = { task: TaskNode, container: GroupNode };
const flowStyle = { '--xy-attribution-background-color': 'transparent' } as CSSProperties;
const edgeTypes = { dependency: DependencyEdge };

/** Below this zoom the tasks of a large graph are rectangles: nobody could read them. */
const farZoom = 0.5;
const manyTasks = 300;

function Canvas({ graph }: { readonly graph: RunGraph }) {
  const peeked = useUrlParam('task');
  const showCritical = useUrlParam('critical') !== '0';
  const shape = useShape(graph);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(() => {
    const first = collapsedAtFirst(graph);
    const task = graph.tasks.find(({ id }) => id === peeked);
    return task === undefined ? first : openedFor(first, task);
  });
  const layout = useMemo(() => layoutGraph(shape, collapsed), [shape, collapsed]);
  const [zoomedOut, setZoomedOut] = useState(false);
  const many = useMemo(
    () => layout.places.filter(({ kind }) => kind === 'task').length > manyTasks,
    [layout],
  );
  const far = many && zoomedOut;
  const elementsAt = useMemo(() => flowElements(shape, layout, showCritical), [shape, layout, showCritical]);
  const { nodes, edges, flowEdges } = elementsAt(far);

  const view = useView();
  useRefit();
  const [focused, setFocused] = useState<string | null>(peeked);
  const goal = useRef<{ id: string; from?: Place } | null>(peeked === null ? null : { id: peeked });
  useEffect(() => {
    const place = layout.places.find(({ id }) => id === goal.current?.id);
    if (goal.current === null || place === undefined) return;
    if (goal.current.from === undefined) view.show(place);
    else view.keep(goal.current.from, place);
    goal.current = null;
  });

  const focus = useCallback((id: string) => {
    goal.current = { id };
    setFocused(id);
  }, []);
  const toggle = useCallback(
    (id: string) => {
      const from = layout.places.find((place) => place.id === id);
      goal.current = from === undefined ? null : { id, from };
      setFocused(id);
      setCollapsed((before) => toggled(before, id));
    },
    [layout],
  );
  const open = useCallback((id: string) => {
    setFocused(id);
    peekAt(id);
  }, []);
  const found = useGraphSearch(graph.tasks);
  const step = (direction: 1 | -1, text: string): void => {
    const task = found.step(text, focused, direction);
    if (task === null) return;
    setCollapsed((before) => openedFor(before, task));
    focus(task.id);
  };

  const tasks = useMemo(() => new Map(graph.tasks.map((task) => [task.id, task])), [graph.tasks]);
  const groups = useMemo(() => groupsOf(graph), [graph]);
  const lanes = useMemo(() => lanesOf(shape, layout), [shape, layout]);
  const critical = useMemo(() => {
    if (!showCritical) return null;
    const path = shape.tasks.filter(({ id }) => shape.critical_path.includes(id));
    const hidden = path
      .flatMap((task) => [task.workstream_id, task.phase_id])
      .filter((id) => collapsed.has(id));
    return new Set([...shape.critical_path, ...hidden]);
  }, [shape, showCritical, collapsed]);
  const contents = useMemo<GraphContents>(
    () => ({ tasks, groups, layout, lanes, critical, matches: found.marked, focused, far, toggle, open }),
    [tasks, groups, layout, lanes, critical, found.marked, focused, far, toggle, open],
  );
  const onKeyDown = useGraphKeys({
    layout,
    edges,
    focused,
    onFocus: focus,
    onEnter: (id) => (tasks.has(id) ? open(id) : toggle(id)),
    onZoom: view.zoomBy,
    onFit: view.fit,
  });
  return (
    <GraphContext value={contents}>
      <GraphToolbar
        search={found.text}
        onSearch={found.search}
        found={found.found?.length ?? null}
        onStep={step}
        critical={showCritical}
        onCritical={(shown) => setUrlParams({ critical: shown ? null : '0' })}
        onCollapseAll={() => setCollapsed(new Set(graph.workstreams.map(({ id }) => id)))}
        onExpandAll={() => setCollapsed(new Set())}
        onZoom={view.zoomBy}
        onFit={view.fit}
      />
      <div className="relative h-[max(26rem,calc(100dvh-26rem))]">
        <ReactFlow
          nodes={nodes}
          edges={flowEdges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onMove={(_, { zoom }) => setZoomedOut(zoom < farZoom)}
          onInit={({ getZoom }) => setZoomedOut(getZoom() < farZoom)}
          fitView
          fitViewOptions={fitting}
          minZoom={fitting.minZoom}
          maxZoom={2}
          onlyRenderVisibleElements
          zIndexMode="manual"
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          zoomOnDoubleClick={false}
          attributionPosition="bottom-center"
          style={flowStyle}
          tabIndex={0}
          aria-label="Graph of the tasks. Arrow keys move along dependencies, Enter opens. The tab Tasks lists the same."
          aria-activedescendant={focused === null ? undefined : `node-${focused}`}
          onKeyDown={onKeyDown}
          className="-outline-offset-2"
        >
          <GraphMap />
        </ReactFlow>
        <Legend />
      </div>
    </GraphContext>
  );
}

/** The graph of a run: phases, workstreams and tasks with what waits for what. */
export function GraphCanvas({ graph }: { readonly graph: RunGraph }) {
  return (
    <ReactFlowProvider>
      <Canvas graph={graph} />
    </ReactFlowProvider>
  );
}

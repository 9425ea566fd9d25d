'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Problem, TemplatePlan } from '@uet/schemas/api';
import { useApi } from '@/api/api';
import { useDebounced } from '@/ui/use-debounced';
import { placeholderValue } from './parameter-fault';
import { goodParameters, type Parameters, type StartValues } from './start-values';

/** What a template would do with what is typed by now. */
export interface PlanAnswer {
  readonly plan: TemplatePlan | null;
  /** The parameters for which something stands in that nobody typed; empty where the plan is the real one. */
  readonly placeholders: readonly string[];
  /** What the server finds wrong with what is typed. */
  readonly problems: readonly Problem[];
  /** What they are about: by now something else may be typed. */
  readonly asked: { readonly repository: string; readonly branch: string };
  readonly valid: boolean;
  /** What is wrong even with values that stand in for what nobody typed: nothing in the form will help. */
  readonly lasting: readonly Problem[];
  readonly error: unknown;
  readonly retry: () => void;
}

/** Asks what a template would do, once typing has stopped; before all is typed, with values that stand in. */
export function usePlan(name: string, values: StartValues, parameters: Parameters): PlanAnswer {
  const api = useApi();
  const typed = {
    name,
    parameters: goodParameters(values, parameters),
    repository: values.repository.trim() === '' ? null : values.repository.trim(),
    target_branch: values.branch.trim() === '' ? null : values.branch.trim(),
  };
  // The text is compared: an object would be another one with every letter.
  const asked = JSON.parse(useDebounced(JSON.stringify(typed), 350)) as typeof typed;
  const options = { placeholderData: keepPreviousData, gcTime: 30_000 };
  const real = useQuery(api.templates.plan.queryOptions(asked, options));

  const { filled, placeholders } = withPlaceholders(asked.parameters, parameters);
  const needsPreview = real.data?.plan === null;
  const preview = useQuery(
    api.templates.plan.queryOptions({ name, parameters: filled }, { ...options, enabled: needsPreview }),
  );
  const plan = real.data?.plan ?? preview.data?.plan ?? null;
  return {
    plan,
    placeholders: real.data?.plan == null && plan !== null ? placeholders : [],
    // While the next answer is on its way, the last one still tells of the template and its parameters.
    problems: (real.data?.problems ?? []).filter(
      ({ line, path }) =>
        !real.isPlaceholderData || line !== null || (path !== null && Object.hasOwn(parameters, path)),
    ),
    asked: { repository: asked.repository ?? '', branch: asked.target_branch ?? '' },
    valid: real.data?.valid ?? false,
    lasting: needsPreview ? (preview.data?.problems ?? []) : [],
    error: real.error,
    retry: () => void real.refetch(),
  };
}

function withPlaceholders(given: ReturnType<typeof goodParameters>, parameters: Parameters) {
  const filled = { ...given };
  const placeholders: string[] = [];
  for (const [name, parameter] of Object.entries(parameters)) {
    if (Object.hasOwn(filled, name) || parameter.default !== undefined) continue;
    const value = placeholderValue(name, parameter);
    if (value === undefined) continue;
    filled[name] = value;
    placeholders.push(name);
  }
  return { filled, placeholders };
}

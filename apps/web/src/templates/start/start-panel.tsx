'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TemplateLine } from '@uet/schemas/api';
import { Play } from 'lucide-react';
import { type FormEvent, useRef } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { useMay } from '@/shell/use-system';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { useToast } from '@/ui/toasts';
import { useGo } from '@/ui/use-go';
import { ProblemList } from '../problem-list';
import { newKey } from './new-key';
import { ParameterField } from './parameter-field';
import { PlanSummary } from './plan-summary';
import { RunFields } from './run-fields';
import { sortProblems } from './server-problems';
import { type FieldName, startRequestOf } from './start-values';
import type { PlanAnswer } from './use-plan';
import type { StartForm } from './use-start-form';

interface StartPanelProps {
  readonly template: TemplateLine;
  /** Where it was run before. */
  readonly repositories: readonly string[];
  readonly form: StartForm;
  readonly answer: PlanAnswer;
}

/** The form that starts a run, with a dry run of what is typed. */
export function StartPanel({ template, repositories, form, answer }: StartPanelProps) {
  const mayStart = useMay('operator');
  const element = useRef<HTMLFormElement>(null);
  const start = useStart();
  const { values, parameters, faults } = form;
  const { byField, others } = sortProblems(answer.problems, parameters, answer.asked);
  const isOutdated = (field: FieldName): boolean =>
    (field === 'repository' || field === 'branch') && values[field].trim() !== answer.asked[field];
  // What the server found may be about what was typed before: our own rules come first.
  const problemOf = (field: FieldName): string | null => {
    if (faults[field] !== undefined) return form.faultOf(field);
    return form.isTouched(field) && !isOutdated(field) ? (byField[field] ?? null) : null;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.touchAll();
    if (Object.keys(faults).length > 0) {
      requestAnimationFrame(() =>
        element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      );
    } else start.mutate(startRequestOf(template.name, values, parameters, newKey()));
  };
  return (
    <Panel title="Start a run">
      <form ref={element} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {Object.entries(parameters).map(([name, parameter]) => (
          <ParameterField
            key={name}
            name={name}
            parameter={parameter}
            text={values.parameters[name] ?? ''}
            problem={problemOf(`p.${name}`)}
            onChange={(text) => form.setParameter(name, text)}
            onLeave={() => form.touch(`p.${name}`)}
          />
        ))}
        <RunFields form={form} problemOf={problemOf} repositories={repositories} />
        {answer.plan === null || answer.placeholders.length > 0 ? null : <PlanSummary plan={answer.plan} />}
        {others.length === 0 ? null : <ProblemList problems={others} />}
        <Button type="submit" look="primary" disabled={!mayStart} busy={start.isPending}>
          <Play aria-hidden className="size-4" />
          Start the run
        </Button>
        {mayStart ? null : <p className="text-[13px] text-muted">Starting a run needs the role operator.</p>}
      </form>
    </Panel>
  );
}

function useStart() {
  const api = useApi();
  const queries = useQueryClient();
  const go = useGo();
  const say = useToast();
  return useMutation(
    api.runs.start.mutationOptions({
      onSuccess: ({ run_id: runId }) => {
        say('The run has started');
        void queries.invalidateQueries(api.templates.pathFilter());
        go(`/runs/${runId}`);
      },
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
}

'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Contract, OutputOf } from '@uet/schemas/api';
import { CircleCheck, Upload } from 'lucide-react';
import { type ChangeEvent, useId, useRef, useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input, TextArea } from '@/ui/field';
import { useToast } from '@/ui/toasts';
import { useDebounced } from '@/ui/use-debounced';
import { ProblemList } from './problem-list';
import { offsetAt } from './text-place';

interface TemplateEditorProps {
  /** The template to change; absent for a new one. */
  readonly known?: { readonly text: string; readonly path: string | null; readonly version: number };
  readonly onClose: () => void;
  readonly onSaved: (name: string) => void;
}

const maxBytes = 4_194_304;

/** Where a template is written: checked as one types, with what is wrong listed below. */
export function TemplateEditor({ known, onClose, onSaved }: TemplateEditorProps) {
  const say = useToast();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(known?.text ?? '');
  const [file, setFile] = useState(known?.path ?? '');
  const [leaving, setLeaving] = useState(false);
  const path = file.trim() === '' ? null : file.trim();
  const { data, error, isCurrent } = useCheck(text, path);
  const save = useSave(onSaved);
  const upload = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [chosen] = target.files ?? [];
    target.value = '';
    if (chosen === undefined) return;
    if (chosen.size > maxBytes) say('This file is too large: a template has 4 MB at most.', 'bad');
    else write(await chosen.text());
  };
  const write = (next: string): void => {
    setText(next);
    setLeaving(false);
  };
  const close = (): void => {
    if (!leaving && text !== (known?.text ?? '')) setLeaving(true);
    else onClose();
  };
  const go = (line: number, column: number): void => {
    const offset = offsetAt(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(offset, offset);
    // Browsers do not scroll to a selection that was set.
    if (area.current !== null) area.current.scrollTop = Math.max(0, (line - 5) * 20);
  };
  return (
    <Dialog
      side
      open
      onClose={close}
      title={known === undefined ? 'New template' : 'Edit template'}
      about="YAML or JSON. It is saved under the name in its header; a known name gets a new version."
    >
      <div className="flex h-full flex-col gap-3">
        <div className="flex items-center justify-between gap-2">
          <label htmlFor={id} className="font-medium">
            Template
          </label>
          <label className="inline-flex cursor-pointer items-center gap-1.5 text-accent focus-within:outline-2 hover:underline">
            <Upload aria-hidden className="size-4" />
            Upload a file
            <input
              type="file"
              accept=".yaml,.yml,.json"
              className="sr-only"
              onChange={(event) => void upload(event)}
            />
          </label>
        </div>
        <TextArea
          id={id}
          ref={area}
          spellCheck={false}
          wrap="off"
          aria-describedby={`${id}-problems`}
          aria-invalid={data?.valid === false}
          placeholder={'template: v1\nmetadata:\n  name: my-template\n  version: 1.0.0'}
          className="min-h-80 flex-1 resize-none overflow-auto font-mono text-[13px] leading-5"
          value={text}
          onChange={({ target }) => write(target.value)}
        />
        <div id={`${id}-problems`} aria-live="polite" className="max-h-60 shrink-0 overflow-y-auto">
          <Verdict empty={text.trim() === ''} answer={data} error={error} onGo={go} />
        </div>
        <Field
          label="File on the server"
          hint="Files that the template names, patches say, are looked for beside it."
        >
          {(attributes) => (
            <Input
              {...attributes}
              spellCheck={false}
              className="font-mono text-[13px]"
              placeholder="/home/me/templates/my-template.yaml"
              value={file}
              onChange={({ target }) => setFile(target.value)}
            />
          )}
        </Field>
        <footer className="flex items-center justify-end gap-2 border-t border-line pt-3">
          {leaving ? (
            <p role="alert" className="mr-auto text-warning">
              What you wrote is not saved.
            </p>
          ) : null}
          <Button look={leaving ? 'danger' : 'plain'} onClick={close}>
            {leaving ? 'Discard' : 'Cancel'}
          </Button>
          <Button
            look="primary"
            busy={save.isPending}
            disabled={text.trim() === '' || !isCurrent || data?.valid !== true}
            onClick={() =>
              save.mutate({
                text,
                path: file.trim() === '' ? null : file.trim(),
                expected_version: known?.version ?? null,
              })
            }
          >
            Save
          </Button>
        </footer>
      </div>
    </Dialog>
  );
}

/** What is wrong with a template, once typing has stopped. */
function useCheck(text: string, path: string | null) {
  const api = useApi();
  const settled = useDebounced(text, 300);
  const settledPath = useDebounced(path, 300);
  const { data, error, isFetching } = useQuery(
    api.templates.check.queryOptions(
      { text: settled, ...(settledPath === null ? {} : { path: settledPath }) },
      { enabled: settled.trim() !== '', placeholderData: keepPreviousData, gcTime: 10_000 },
    ),
  );
  return { data, error, isCurrent: !isFetching && settled === text && settledPath === path };
}

function useSave(onSaved: (name: string) => void) {
  const api = useApi();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation(
    api.templates.save.mutationOptions({
      onSuccess: ({ name }) => {
        say(`Saved as ${name}`);
        void queries.invalidateQueries(api.templates.pathFilter());
        onSaved(name);
      },
      onError: (failure) => say(errorWords(failure), 'bad'),
    }),
  );
}

interface VerdictProps {
  readonly empty: boolean;
  readonly answer: OutputOf<Contract['templates']['check']> | undefined;
  readonly error: unknown;
  readonly onGo: (line: number, column: number) => void;
}

/** What the check of a template says. */
function Verdict({ empty, answer, error, onGo }: VerdictProps) {
  if (empty) return <p className="text-muted">Paste a template, or upload one.</p>;
  if (error !== null) return <p className="text-bad">{errorWords(error)}</p>;
  if (answer === undefined) return <p className="text-muted">Checking…</p>;
  return (
    <>
      {answer.valid ? (
        <p className="flex items-center gap-2 text-good">
          <CircleCheck aria-hidden className="size-4" />
          {answer.problems.length === 0 ? 'Nothing is wrong with it.' : 'It can be saved. To look at:'}
        </p>
      ) : null}
      <ProblemList problems={answer.problems} onGo={onGo} />
    </>
  );
}

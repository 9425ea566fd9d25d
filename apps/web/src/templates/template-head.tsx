'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TemplateLine } from '@uet/schemas/api';
import { Pencil, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { useMay } from '@/shell/use-system';
import { Button, buttonClasses } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { Hint } from '@/ui/hint';
import { Link } from '@/ui/link';
import { PageHead } from '@/ui/panel';
import { Age } from '@/ui/time';
import { useToast } from '@/ui/toasts';
import { useGo } from '@/ui/use-go';
import { TemplateEditor } from './template-editor';
import { TemplateStatus } from './template-status';

interface TemplateHeadProps {
  readonly template: TemplateLine;
  readonly text: string;
}

/** What a template is called and what it does, with what can be done to it. */
export function TemplateHead({ template, text }: TemplateHeadProps) {
  const go = useGo();
  const [asked, setAsked] = useState<'edit' | 'remove' | null>(null);
  const { name, title, description, status, template_version, version, path } = template;
  return (
    <>
      <PageHead
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {title}
            <TemplateStatus status={status} />
          </span>
        }
        about={
          <>
            <span className="flex flex-wrap items-center gap-x-1.5">
              <code className="font-mono text-[13px]">{name}</code>
              <CopyButton text={name} label="Copy the name" />· version {template_version} · saved{' '}
              <Age at={template.updated_at} /> by {template.saved_by.replace('person:', '')}
            </span>
            {description === null ? null : (
              <span className="mt-2 block max-w-prose whitespace-pre-line text-text">
                {description.trim()}
              </span>
            )}
          </>
        }
        actions={
          <>
            <Link href={`/runs?template=${encodeURIComponent(name)}`} className={buttonClasses()}>
              Runs
            </Link>
            <ForRole needs="operator">
              {(allowed) => (
                <Button disabled={!allowed} onClick={() => setAsked('edit')}>
                  <Pencil aria-hidden className="size-4" />
                  Edit
                </Button>
              )}
            </ForRole>
            <ForRole needs="admin">
              {(allowed) => (
                <Button look="danger" disabled={!allowed} onClick={() => setAsked('remove')}>
                  <Trash2 aria-hidden className="size-4" />
                  Remove
                </Button>
              )}
            </ForRole>
          </>
        }
      />
      {asked === 'edit' ? (
        <TemplateEditor
          known={{ text, path, version }}
          onClose={() => setAsked(null)}
          onSaved={(saved) => {
            setAsked(null);
            if (saved !== name) go(`/templates/${encodeURIComponent(saved)}`);
          }}
        />
      ) : null}
      {asked === 'remove' ? <RemoveTemplate name={name} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function ForRole({
  needs,
  children,
}: {
  readonly needs: 'operator' | 'admin';
  readonly children: (allowed: boolean) => ReactElement;
}) {
  const allowed = useMay(needs);
  if (allowed) return children(true);
  return (
    <Hint text={`Needs the role ${needs}`}>
      <span>{children(false)}</span>
    </Hint>
  );
}

function RemoveTemplate({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const go = useGo();
  const say = useToast();
  const remove = useMutation(
    api.templates.remove.mutationOptions({
      onSuccess: () => {
        say(`Removed ${name}`);
        void queries.invalidateQueries(api.templates.list.pathFilter());
        go('/templates');
      },
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove ${name}`}
      about="Its runs stay. It can be saved again from a file."
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate({ name })}>
          Remove
        </Button>
      </div>
    </Dialog>
  );
}

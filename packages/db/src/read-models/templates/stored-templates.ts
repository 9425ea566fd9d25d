import { parseTemplate } from '@uet/core';
import { storedTemplate, type Template } from '@uet/schemas';
import type { TemplateLine } from '@uet/schemas/api';
import { type Answers, found, type Looking } from '../answers.js';
import type { Reader } from '../sql/reader.js';
import { columns, type Sql, sql } from '../sql/sql.js';

type Row = Omit<TemplateLine, 'tasks'> & { readonly text: string };

/** Templates with what their runs came to: one grouped statement. */
const readTemplates = (reader: Reader, condition: Sql): Promise<Row[]> =>
  reader.rows<Row>(sql`
    select ${columns(Object.keys(storedTemplate.shape), 'd')}, coalesce(u.runs, 0) as runs,
      coalesce(u.succeeded, 0) as succeeded, u.mean_cost_usd, u.mean_duration_ms
    from templates d left join (
      select template_name, count(*)::int as runs, (count(*) filter (where state = 'succeeded'))::int as succeeded,
        trim_scale(round(avg(cost_usd) filter (where ended_at is not null), 12)) as mean_cost_usd,
        round(avg(extract(epoch from (ended_at - started_at)) * 1000))::bigint as mean_duration_ms
      from runs group by template_name) u on u.template_name = d.name
    ${condition}`);

/** Reads a template; null where it breaks a rule, which a stored one may after an update of this program. */
export type TemplateSource = (row: Pick<Row, 'text' | 'sha256' | 'name' | 'path'>) => Template | null;

const mostKept = 500;

/** Reads templates, and keeps what they say by the digest of their text. */
export function openTemplates(): TemplateSource {
  const kept = new Map<string, Template | null>();
  return (row) => {
    const known = kept.get(row.sha256);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const read = readTemplate(row);
    kept.set(row.sha256, read);
    return read;
  };
}

function readTemplate({ text, name, path }: Pick<Row, 'text' | 'name' | 'path'>): Template | null {
  try {
    return parseTemplate(text, { file: path ?? `${name}.yaml`, maxBytes: 4_194_304 }).template;
  } catch {
    return null;
  }
}

function lineOf(templates: TemplateSource, row: Row): TemplateLine {
  const { text: _, ...line } = row;
  const template = templates(row);
  const workstreams = template?.phases.flatMap((phase) => phase.workstreams);
  return { ...line, tasks: workstreams?.reduce((sum, { tasks }) => sum + tasks.length, 0) ?? null };
}

/** Every stored template, by name. */
export const listTemplates =
  ({ reader }: Looking, templates: TemplateSource): Answers<'templates', 'list'> =>
  async () => {
    const rows = await readTemplates(reader, sql`order by d.name`);
    return { items: rows.map((row) => lineOf(templates, row)) };
  };

/** One stored template with its parameters, and where it was run before. */
export const getTemplate =
  ({ reader }: Looking, templates: TemplateSource): Answers<'templates', 'get'> =>
  async ({ name }) => {
    const [[row], used] = await Promise.all([
      readTemplates(reader, sql`where d.name = ${name}`),
      reader.rows<{ repository: string }>(sql`
        select repository from runs where template_name = ${name}
        group by repository order by max(id) desc limit 50`),
    ]);
    const stored = found(row, 'template', name);
    return {
      template: lineOf(templates, stored),
      text: stored.text,
      parameters: templates(stored)?.parameters ?? {},
      repositories: used.map(({ repository }) => repository),
    };
  };

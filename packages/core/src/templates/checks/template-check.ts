import type { Template } from '@uet/schemas';
import {
  type Document,
  type DocumentPath,
  type Finding,
  openProblemList,
  type ProblemList,
} from '../../documents/index.js';
import { type Outline, outlineOf } from '../outline.js';

/** Where in the document a finding belongs. */
export interface FindingPlace {
  readonly path: DocumentPath;
  readonly target?: 'key' | 'value';
  /** The offset of a character in the text at the path. */
  readonly character?: number;
}

/** What the checks of a template look at, and where they tell what they find. */
export interface TemplateCheck {
  readonly template: Template;
  readonly outline: Outline;
  /** The ids of all tools; undefined where they are not known. */
  readonly knownTools: ReadonlySet<string> | undefined;
  readonly errors: ProblemList;
  readonly warnings: ProblemList;
  readonly error: (place: FindingPlace, finding: Finding) => void;
  readonly warn: (place: FindingPlace, finding: Finding) => void;
}

/** Opens the check of a template that has the right shape. */
export function openCheck(
  template: Template,
  document: Document,
  knownTools: ReadonlySet<string> | undefined,
): TemplateCheck {
  const errors = openProblemList(document, 'bad_template');
  const warnings = openProblemList(document, 'bad_template');
  const tellTo =
    (list: ProblemList) =>
    ({ path, target, character }: FindingPlace, finding: Finding): void =>
      list.add(document.offsetOf(path, target, character), finding);
  return {
    template,
    outline: outlineOf(template),
    knownTools,
    errors,
    warnings,
    error: tellTo(errors),
    warn: tellTo(warnings),
  };
}

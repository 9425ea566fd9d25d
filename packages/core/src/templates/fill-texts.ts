import type { Command, ParameterValue, Template } from '@uet/schemas';
import { UetError } from '../errors/index.js';
import { scopeFault } from './checks/check-scopes.js';
import { type Expression, hasExpression, interpolateKnown, referencesOf } from './expressions/index.js';
import { pathFault } from './repository-path.js';

/** Fills the parameters that may be written into a plan into texts; `place` is named where that fails. */
export interface TextFiller {
  readonly text: (text: string, place: string) => string;
  /** As it is where there is nothing to fill in. */
  readonly command: (run: Command, place: string) => Command;
  readonly texts: (texts: string[], place: string) => string[];
  /** Checked once more: a parameter may have led the globs out of the repository. */
  readonly scope: (globs: string[], place: string) => string[];
  readonly directory: (path: string, place: string) => string;
  readonly environment: (env: Record<string, string>, place: string) => Record<string, string>;
}

const badParameter = (place: string, message: string, cause?: unknown): UetError =>
  new UetError('bad_parameter', `${place}: ${message}`, {
    where: place,
    hint: 'give other parameters',
    cause,
  });

function refuse(fault: string | undefined, text: string, place: string): void {
  if (fault !== undefined) throw badParameter(place, `\`${text}\` ${fault}`);
}

/** Makes the filler of one set of parameters. Secret ones stay expressions, for plans are stored. */
export function textFiller(
  { parameters = {} }: Template,
  params: Readonly<Record<string, ParameterValue>>,
): TextFiller {
  const isKnown = (expression: Expression): boolean =>
    referencesOf(expression).every(
      ({ reference }) => reference.kind === 'param' && parameters[reference.name]?.secret !== true,
    );
  const text: TextFiller['text'] = (template, place) => {
    if (!hasExpression(template)) return template;
    try {
      return interpolateKnown(template, { params }, isKnown);
    } catch (error) {
      // Interpolation throws nothing but UetErrors.
      throw badParameter(place, (error as UetError).message, error);
    }
  };
  const texts: TextFiller['texts'] = (templates, place) =>
    templates.some(hasExpression) ? templates.map((template) => text(template, place)) : templates;
  return {
    text,
    texts,
    command: (run, place) => (typeof run === 'string' ? run : texts(run, place)),
    scope: (globs, place) => {
      const filled = texts(globs, place);
      if (filled !== globs) for (const glob of filled) refuse(scopeFault(glob), glob, place);
      return filled;
    },
    directory: (path, place) => {
      const filled = text(path, place);
      if (filled !== path && !hasExpression(filled)) refuse(pathFault(filled), filled, place);
      return filled;
    },
    environment: (env, place) =>
      Object.fromEntries(Object.entries(env).map(([name, value]) => [name, text(value, place)])),
  };
}

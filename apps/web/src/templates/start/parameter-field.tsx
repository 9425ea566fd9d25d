'use client';

import type { TemplateParameter } from '@uet/schemas';
import type { ComponentProps } from 'react';
import { Field, Input, Select } from '@/ui/field';
import { isRequired } from './parameter-fault';

interface ParameterFieldProps {
  readonly name: string;
  readonly parameter: TemplateParameter;
  readonly text: string;
  readonly problem: string | null;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}

/** A parameter of a template as a field of a form: what it looks like follows from its type. */
export function ParameterField({ name, parameter, text, problem, onChange, onLeave }: ParameterFieldProps) {
  return (
    <Field
      label={name}
      required={isRequired(parameter)}
      problem={problem}
      hint={<ParameterHint parameter={parameter} />}
    >
      {(attributes) => (
        <Control
          {...attributes}
          parameter={parameter}
          value={text}
          onChange={({ target }: { target: { value: string } }) => onChange(target.value)}
          onBlur={onLeave}
        />
      )}
    </Field>
  );
}

type ControlProps = Pick<ComponentProps<'input'>, 'id' | 'aria-describedby' | 'aria-invalid' | 'required'> & {
  readonly parameter: TemplateParameter;
  readonly value: string;
  readonly onChange: (event: { target: { value: string } }) => void;
  readonly onBlur: () => void;
};

function Control({ parameter, ...rest }: ControlProps) {
  const { type, default: fallback, secret } = parameter;
  const unset =
    fallback === undefined ? (isRequired(parameter) ? 'Choose…' : 'Not set') : `Default: ${fallback}`;
  if (type === 'boolean') return <Choices {...rest} unset={unset} values={['true', 'false']} />;
  if (type === 'enum') return <Choices {...rest} unset={unset} values={parameter.values} />;
  const shown =
    secret === true ? { type: 'password', autoComplete: 'new-password' } : { autoComplete: 'off' };
  return (
    <Input
      {...rest}
      {...shown}
      spellCheck={false}
      className={type === 'path' ? 'font-mono text-[13px]' : ''}
      inputMode={type === 'number' ? (parameter.integer === true ? 'numeric' : 'decimal') : 'text'}
      placeholder={fallback === undefined ? '' : secret === true ? '•••' : String(fallback)}
    />
  );
}

function Choices({
  unset,
  values,
  ...rest
}: Omit<ControlProps, 'parameter'> & { readonly unset: string; readonly values: readonly string[] }) {
  return (
    <Select {...rest}>
      <option value="">{unset}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </Select>
  );
}

/** What the parameter is for, and what it takes. */
function ParameterHint({ parameter }: { readonly parameter: TemplateParameter }) {
  const rule = ruleOf(parameter);
  return (
    <>
      {parameter.description}
      {rule === null ? null : (
        <span className="block break-words text-faint">
          {rule.words}
          {rule.pattern === undefined ? null : <code className="font-mono text-xs">{rule.pattern}</code>}
        </span>
      )}
    </>
  );
}

function ruleOf(parameter: TemplateParameter): { readonly words: string; readonly pattern?: string } | null {
  const isSecret = parameter.secret === true;
  const words = isSecret ? 'Secret: masked, and kept out of the address. ' : '';
  switch (parameter.type) {
    case 'number': {
      const { min, max, integer } = parameter;
      const kind = integer === true ? 'A whole number' : 'A number';
      const range = [min === undefined ? '' : ` from ${min}`, max === undefined ? '' : ` to ${max}`].join('');
      return { words: `${words}${kind}${range}` };
    }
    case 'path': {
      const about =
        parameter.must_exist === true ? 'A path that is in the repository' : 'A path in the repository';
      return parameter.pattern === undefined
        ? { words: `${words}${about}` }
        : { words: `${words}${about}, as `, pattern: parameter.pattern };
    }
    case 'string':
      if (parameter.pattern !== undefined)
        return { words: `${words}Must match `, pattern: parameter.pattern };
      return isSecret ? { words } : null;
    default:
      return isSecret ? { words } : null;
  }
}

import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes';

const control =
  'w-full rounded-md border border-line-strong bg-raised px-2.5 text-sm text-text placeholder:text-faint aria-invalid:border-bad';

/** The classes of an input, for controls of other kinds. */
export const inputClasses = (className?: string): string => classes(control, 'h-8', className);

/** A line of text to write. */
export const Input = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input {...rest} className={inputClasses(className)} />
);

/** Several lines of text to write. */
export const TextArea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea {...rest} className={classes(control, 'min-h-20 py-1.5', className)} />
);

/** A choice among a few. */
export const Select = ({ className, ...rest }: ComponentProps<'select'>) => (
  <select {...rest} className={inputClasses(classes('pr-1', className))} />
);

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value. */
  readonly problem?: string | null;
  readonly required?: boolean;
  /** Draws the control with these attributes: they tie it to label, hint and problem. */
  readonly children: (attributes: {
    id: string;
    'aria-describedby': string;
    'aria-invalid': boolean;
    required: boolean;
  }) => ReactNode;
}

/** A control with its label, a hint, and what is wrong with its value. */
export function Field({ label, hint, problem = null, required = false, children }: FieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
        {required ? null : <span className="ml-1.5 font-normal text-faint">optional</span>}
      </label>
      {children({ id, 'aria-describedby': `${id}-about`, 'aria-invalid': problem !== null, required })}
      <p id={`${id}-about`} className={classes('text-[13px]', problem === null ? 'text-muted' : 'text-bad')}>
        {problem ?? hint}
      </p>
    </div>
  );
}

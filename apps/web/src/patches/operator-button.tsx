'use client';

import type { ReactNode } from 'react';
import { useMay } from '@/shell/use-system';
import { Button, type ButtonLook } from '@/ui/button';
import { Hint } from '@/ui/hint';

interface OperatorButtonProps {
  readonly hint: string;
  readonly look?: ButtonLook;
  readonly compact?: boolean;
  readonly busy?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button for what asks for the role operator: readers without it see it, and why they cannot press it. */
export function OperatorButton({ hint, children, ...button }: OperatorButtonProps) {
  const mayAct = useMay('operator');
  return (
    <Hint text={mayAct ? hint : `${hint}. This needs the role operator.`}>
      {/* A disabled button gets no pointer events: the hint has to hang on something around it. */}
      <span>
        <Button {...button} disabled={!mayAct}>
          {children}
        </Button>
      </span>
    </Hint>
  );
}

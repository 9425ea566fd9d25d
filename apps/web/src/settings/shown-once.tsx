'use client';

import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Input } from '@/ui/field';
import { Sentence } from '@/ui/sentence';

interface ShownOnceProps {
  readonly label: string;
  readonly text: string;
  readonly about: string;
  readonly onDone: () => void;
}

/** A secret that is shown this once, to be copied. */
export const ShownOnce = ({ label, text, about, onDone }: ShownOnceProps) => (
  <div className="flex flex-col gap-4">
    <p>
      <Sentence text={about} />
    </p>
    <div className="flex items-center gap-2">
      <Input
        readOnly
        autoFocus
        aria-label={label}
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
        className="font-mono text-[13px]"
      />
      <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
    </div>
    <div className="flex justify-end">
      <Button look="primary" onClick={onDone}>
        Done
      </Button>
    </div>
  </div>
);

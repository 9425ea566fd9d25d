import { CopyButton } from '@/ui/copy-button';
import { shortCommit } from '@/ui/format';
import { Hint } from '@/ui/hint';

/** A git object, a digest or another id: short, whole on hover, to be copied. */
export function ShortId({ id, of }: { readonly id: string; readonly of: string }) {
  const isUlid = /^[0-9A-Z]{26}$/.test(id);
  return (
    <>
      <Hint text={id}>
        <code className="font-mono text-[13px]">{isUlid ? id.slice(-8) : shortCommit(id)}</code>
      </Hint>
      <CopyButton text={id} label={`Copy the ${of}`} />
    </>
  );
}

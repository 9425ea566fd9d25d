'use client';

import { CircleX } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Field, Input } from '@/ui/field';
import { backPath, codeIn } from './back-path';
import { redeemCode } from './redeem-code';

/** Tells tabs that wait on this page that the browser was signed in by another one. */
const channelName = 'uet-session';

/** Signs the browser in with the code of the link that led here, or says how to get a link. */
export function SignInPage() {
  const query = useSearchParams();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const goBack = useCallback(() => {
    // A new document: nothing that was asked for without a session stays in memory.
    window.location.replace(backPath(query.get('back'), window.location.origin));
  }, [query]);

  const signIn = useCallback(
    async (code: string): Promise<void> => {
      setBusy(true);
      setProblem(null);
      const refusal = await redeemCode(code);
      if (refusal !== null) {
        setProblem(refusal);
        setBusy(false);
        return;
      }
      const channel = new BroadcastChannel(channelName);
      channel.postMessage('signed-in');
      channel.close();
      goBack();
    },
    [goBack],
  );

  useEffect(() => {
    const takeLink = (): void => {
      const code = codeIn(window.location.hash);
      if (code === '') return;
      // A code is good for one try: no second effect may find it, nor the history keep it.
      window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}`);
      void signIn(code);
    };
    takeLink();
    window.addEventListener('hashchange', takeLink);
    return () => window.removeEventListener('hashchange', takeLink);
  }, [signIn]);

  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = goBack;
    return () => channel.close();
  }, [goBack]);

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 p-6">
      <h1 className="flex items-center gap-2.5 text-2xl font-semibold tracking-tight">
        {/* biome-ignore lint/performance/noImgElement: a vector of 300 bytes has nothing to be optimized. */}
        <img src="/icon.svg" alt="" width={32} height={32} />
        Sign in to UET
      </h1>
      <div className="flex flex-col gap-5 rounded-xl border border-line bg-panel p-6">
        {problem === null ? null : (
          <p role="alert" className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad">
            <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
            {problem}
          </p>
        )}
        <p role="status" className={busy ? 'text-muted' : 'sr-only'}>
          {busy ? 'Signing in…' : ''}
        </p>
        <HowToGetALink />
        <PasteLink busy={busy} onSignIn={(code) => void signIn(code)} />
      </div>
    </main>
  );
}

const HowToGetALink = () => (
  <div className="flex flex-col gap-2">
    <p>
      A link signs this browser in. On the machine where the server runs, start it, or ask the running one for
      a new link:
    </p>
    {['uet up', 'uet token link'].map((command) => (
      <div
        key={command}
        className="flex items-center justify-between rounded-md border border-line bg-sunken py-0.5 pr-1 pl-3"
      >
        <code>{command}</code>
        <CopyButton text={command} label={`Copy ${command}`} />
      </div>
    ))}
    <p className="text-muted">
      It works once, for 10 minutes. An admin can make one for you in the settings.
    </p>
  </div>
);

function PasteLink({
  busy,
  onSignIn,
}: {
  readonly busy: boolean;
  readonly onSignIn: (code: string) => void;
}) {
  const [text, setText] = useState('');
  const code = codeIn(text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code !== '') onSignIn(code);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 border-t border-line pt-5">
      <Field label="Or paste the link here" required>
        {(attributes) => (
          <Input
            {...attributes}
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            placeholder="http://localhost:3000/sign-in#…"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary" busy={busy} disabled={code === ''}>
        Sign in
      </Button>
    </form>
  );
}

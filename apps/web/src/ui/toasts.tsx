'use client';

import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useRef,
  useState,
} from 'react';
import type { ToastMessage } from './toast-list';

type Say = (text: string, tone?: ToastMessage['tone']) => void;

const ToastContext = createContext<Say>(() => undefined);

const ToastList = lazy(async () => ({ default: (await import('./toast-list')).ToastList }));

/** Tells the reader how something ended: a short message that goes away by itself. */
export const useToast = (): Say => useContext(ToastContext);

/** Shows messages at the lower right. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [messages, setMessages] = useState<readonly ToastMessage[]>([]);
  const [used, setUsed] = useState(false);
  const lastId = useRef(0);
  const say = useCallback<Say>((text, tone = 'good') => {
    lastId.current += 1;
    const message = { id: lastId.current, text, tone };
    setUsed(true);
    setMessages((shown) => [...shown.slice(-3), message]);
  }, []);
  const remove = (id: number): void => setMessages((shown) => shown.filter((each) => each.id !== id));
  return (
    <ToastContext value={say}>
      {children}
      {used ? (
        <Suspense>
          <ToastList messages={messages} onGone={remove} />
        </Suspense>
      ) : null}
    </ToastContext>
  );
}

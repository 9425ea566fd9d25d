/** Where signals come from: `process`, or what a test raises them on. */
export interface SignalSource {
  on(signal: string, listener: () => void): unknown;
  off(signal: string, listener: () => void): unknown;
}

/** What a person asked for by Ctrl-C: once gently, twice at once. */
export interface StopSignals {
  /** Raised by the second signal: what runs is killed. */
  readonly kill: AbortSignal;
  /** Resolves at the first signal. */
  readonly asked: Promise<void>;
  /** True from the first signal on. */
  readonly isAsked: boolean;
  /** Stops listening. */
  dispose(): void;
}

/**
 * Listens for Ctrl-C and for the signals by which services are stopped. The second one is the last that is listened
 * for: a third ends the process itself. A terminal that goes away (`SIGHUP`) asks gently, however often it says so.
 */
export function listenForStop(signals: SignalSource, onSecond: () => void): StopSignals {
  const kill = new AbortController();
  let ask: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  let isAsked = false;
  let pressed = false;
  const askGently = (): void => {
    isAsked = true;
    ask();
  };
  const onPressed = (): void => {
    askGently();
    if (pressed) {
      dispose();
      onSecond();
      kill.abort();
    }
    pressed = true;
  };
  const dispose = (): void => {
    for (const signal of ['SIGINT', 'SIGTERM']) signals.off(signal, onPressed);
    signals.off('SIGHUP', askGently);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) signals.on(signal, onPressed);
  signals.on('SIGHUP', askGently);
  return {
    kill: kill.signal,
    asked,
    get isAsked() {
      return isAsked;
    },
    dispose,
  };
}

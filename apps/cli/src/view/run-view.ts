/** What shows a run while it is worked on. */
export interface RunView {
  /** Looks at the run and shows what is new. */
  update(): Promise<void>;
  /** Shows a line of its own. */
  say(line: string): void;
  /** Shows what is still to be shown, and gives the terminal back. */
  end(): Promise<void>;
}

/** Shows nothing: for `--json`. */
export const silentView: RunView = {
  update: async () => undefined,
  say: () => undefined,
  end: async () => undefined,
};

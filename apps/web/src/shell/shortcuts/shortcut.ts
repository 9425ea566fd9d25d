/** A key, or several one after the other, that do something. */
export interface Shortcut {
  /** As they are pressed: `['j']`, `['g', 'r']`, `['Escape']`, `['mod+k']` (Ctrl, or Cmd on a Mac). */
  readonly keys: readonly string[];
  /** What it does, for the list of shortcuts. */
  readonly label: string;
  readonly run: () => unknown;
  /** Also while something is being written. */
  readonly whileWriting?: boolean;
}

/** What is known of a key that was pressed. */
type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** A key that was pressed as a shortcut names it; null for what no shortcut may use. */
export function keyOf({ key, ctrlKey, metaKey, altKey }: Press): string | null {
  if (altKey || ['Shift', 'Control', 'Meta', 'Alt'].includes(key)) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  return ctrlKey || metaKey ? `mod+${name}` : name;
}

/** Which shortcut a series of keys ends in, and what of it may begin another one. */
export function matchKeys(
  pressed: readonly string[],
  shortcuts: readonly Shortcut[],
): { readonly hit: Shortcut | null; readonly pending: readonly string[] } {
  const begins = (keys: readonly string[], whole: readonly string[]): boolean =>
    keys.every((key, index) => key === whole[index]);
  // What was added last stands in the foreground: a page before the frame around it.
  const hit = shortcuts.findLast(({ keys }) => keys.length === pressed.length && begins(pressed, keys));
  if (hit !== undefined) return { hit, pending: [] };
  if (shortcuts.some(({ keys }) => keys.length > pressed.length && begins(pressed, keys)))
    return { hit: null, pending: pressed };
  return pressed.length > 1 ? matchKeys(pressed.slice(-1), shortcuts) : { hit: null, pending: [] };
}

/** Whether keys go to a field that is being written in. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
    ? !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type))
    : false;
}

/** True while another page was asked for and is not there yet. */
let leaving = false;

/**
 * Writes the address of this page: in its place, or with `push` so that Back undoes it. Next follows the history, and the
 * server is not asked. Does nothing where another page was asked for, which Next would forget.
 */
export function writeAddress(href: string, push: boolean): void {
  if (!leaving) window.history[push ? 'pushState' : 'replaceState'](null, '', href);
}

/** Notes that a page is asked for. */
export function leaveFor(href: string): void {
  leaving = new URL(href, window.location.href).pathname !== window.location.pathname;
}

/** Notes that a page is there. */
export function arrive(): void {
  leaving = false;
}

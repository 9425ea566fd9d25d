/** True while another page was asked for and is not there yet. */
let leaving = false;

/** Whether the address of this page may not be written any more: Next would forget the page that was asked for. */
export const isLeaving = (): boolean => leaving;

/** Notes that a page is asked for. */
export function leaveFor(href: string): void {
  leaving = new URL(href, window.location.href).pathname !== window.location.pathname;
}

/** Notes that a page is there. */
export function arrive(): void {
  leaving = false;
}

/** Where to go after signing in: a path of this very site; the runs for anything else. */
export function backPath(back: string | null, origin: string): string {
  if (back === null || !back.startsWith('/')) return '/runs';
  try {
    // A browser takes `//host` and `/\host` for another site: what it would make of the path counts.
    const address = new URL(back, origin);
    if (address.origin !== origin || address.pathname === '/sign-in') return '/runs';
    return `${address.pathname}${address.search}${address.hash}`;
  } catch {
    return '/runs';
  }
}

/** The code in what somebody pasted: a whole link, or the code alone. */
export function codeIn(text: string): string {
  const hash = text.indexOf('#');
  return (hash < 0 ? text : text.slice(hash + 1)).trim();
}

/** A key that nobody else has: a request that is sent twice with it does one thing. */
export function newKey(): string {
  // `randomUUID` is only there where the page came by https or from this machine.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** How a try to sign in ended: signed in, or why not and what to do. */
export type SignInResult = { readonly done: true } | { readonly done: false; readonly problem: string };

/** Signs this browser in with a code, which is used up by that. */
export async function redeemCode(code: string): Promise<SignInResult> {
  let response: Response;
  try {
    response = await fetch('/auth/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
  } catch {
    return { done: false, problem: 'The server does not answer. Check that it runs, then try again.' };
  }
  if (response.ok) return { done: true };
  if (response.status === 401) {
    return {
      done: false,
      problem: 'This link was used already, or is older than 10 minutes. A link signs in one browser, once.',
    };
  }
  if (response.status === 429) {
    return { done: false, problem: 'There were too many tries. Wait a minute, then try again.' };
  }
  const answer = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  return { done: false, problem: answer?.error?.message ?? `The server answered with ${response.status}.` };
}

import { askAuth } from './ask-auth';

/** Signs this browser in with a code, which is used up by that; answers why not and what to do, or null. */
export const redeemCode = (code: string): Promise<string | null> =>
  askAuth(
    '/auth/sign-in',
    { code },
    {
      401: 'This link was used already, or is older than 10 minutes. A link signs in one browser, once.',
      429: 'There were too many tries. Wait a minute, then try again.',
    },
  );

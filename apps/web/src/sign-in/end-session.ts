import { askAuth } from './ask-auth';

/** Signs this browser out: its session ends, and its cookie goes; answers why not and what to do, or null. */
export const endSession = (): Promise<string | null> =>
  // A session that is not known any more has ended.
  askAuth('/auth/sign-out', {}, { 401: null });

import { setUrlParams } from '@/run/url-params';

/** Opens the peek at a task; the back button closes it. */
export const peekAt = (taskId: string): void => setUrlParams({ task: taskId }, 'push');

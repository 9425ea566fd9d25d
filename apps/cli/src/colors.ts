import type { Output } from './surroundings.js';

/** True where colors are wanted: on a terminal that has them, unless `NO_COLOR` says no; `FORCE_COLOR` says yes. */
export function wantsColors(env: NodeJS.ProcessEnv, { isTTY = false }: Output): boolean {
  if (env.NO_COLOR) return false;
  return Boolean(env.FORCE_COLOR) || (isTTY && env.TERM !== 'dumb');
}

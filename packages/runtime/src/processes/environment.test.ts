import { describe, expect, it } from 'vitest';
import { buildEnvironment } from './environment.js';

const build = (base: NodeJS.ProcessEnv, allow: string[] = [], set: Record<string, string> = {}) =>
  buildEnvironment({ base, allow, set });
const fixed = { TERM: 'dumb', NO_COLOR: '1', GIT_TERMINAL_PROMPT: '0' };

describe('buildEnvironment', () => {
  it('passes on what is on the list, and nothing else', () => {
    const base = {
      PATH: '/bin',
      LC_ALL: 'C',
      HOME: '/root',
      AWS_SECRET_ACCESS_KEY: 'hidden-value',
      LC: 'no',
    };
    expect(build(base).env).toEqual({ PATH: '/bin', LC_ALL: 'C', HOME: '/root', ...fixed });
  });

  it('passes on what a tool may see, by name or by the beginning of a name', () => {
    const base = { ANTHROPIC_API_KEY: 'sk-ant-1234', ANTHROPIC_MODEL: 'm', OPENAI_API_KEY: 'sk-1234567' };
    const { env, secrets } = build(base, ['ANTHROPIC_*']);
    expect(env).toEqual({ ANTHROPIC_API_KEY: 'sk-ant-1234', ANTHROPIC_MODEL: 'm', ...fixed });
    expect(secrets).toEqual(['sk-ant-1234']);
  });

  it('never passes on GIT_*, though set may set it', () => {
    const base = { GIT_DIR: '/x', GIT_CONFIG_COUNT: '1', GITHUB_TOKEN: 'ghp_12345678' };
    const { env } = build(base, ['G*', 'GIT_DIR'], { GIT_AUTHOR_NAME: 'A' });
    expect(env).toEqual({ GITHUB_TOKEN: 'ghp_12345678', GIT_AUTHOR_NAME: 'A', ...fixed });
  });

  it('lets set win over everything', () => {
    expect(build({ PATH: '/bin' }, [], { PATH: '/mine', TERM: 'xterm' }).env).toMatchObject({
      PATH: '/mine',
      TERM: 'xterm',
    });
  });

  it('takes for secrets what is named so and long enough, and passwords in addresses', () => {
    const base = {
      A_KEY: '12345678',
      B_TOKEN: '1234567',
      C_PASSWORD: 'longer-than-that',
      D_REGION: 'eu-central-1',
      https_proxy: 'http://user:proxy-pass@proxy:3128',
      http_proxy: 'http://proxy:3128',
    };
    expect(build(base, ['A_KEY', 'B_TOKEN', 'C_PASSWORD', 'D_REGION']).secrets).toEqual([
      '12345678',
      'longer-than-that',
      'proxy-pass',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { readServerConfig } from './config.js';

describe('readServerConfig', () => {
  it('listens on this machine alone unless it is told otherwise', () => {
    expect(readServerConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      allowedHosts: [],
      publicUrl: null,
      logLevel: 'info',
    });
  });

  it('reads every variable', () => {
    const config = readServerConfig({
      UET_HOST: '0.0.0.0',
      UET_PORT: '0',
      UET_ALLOWED_HOSTS: 'uet.example, build.local:8080,',
      UET_PUBLIC_URL: 'https://uet.example/',
      UET_LOG_LEVEL: 'warn',
    });
    expect(config).toEqual({
      host: '0.0.0.0',
      port: 0,
      allowedHosts: ['uet.example', 'build.local:8080'],
      publicUrl: 'https://uet.example',
      logLevel: 'warn',
    });
  });

  it('tells every variable that cannot be used', () => {
    const bad = { UET_PORT: '70000', UET_PUBLIC_URL: 'ftp://x', UET_LOG_LEVEL: 'loud' };
    expect(() => readServerConfig(bad)).toThrow(/UET_PORT.*65535.*UET_LOG_LEVEL.*UET_PUBLIC_URL/);
  });
});

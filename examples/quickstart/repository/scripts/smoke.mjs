// Starts the service as it is started in production, calls it once, and writes reports/smoke.xml (JUnit).
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';

const service = spawn(process.execPath, ['src/main.js'], {
  env: { ...process.env, PORT: '0', LOG: 'on' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [greeting] = await once(service.stdout, 'data');
const base = /http:\S+/.exec(String(greeting))[0];

const call = async (method, path, body) => {
  const response = await fetch(`${base}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  return response.json();
};

const parcel = { weightGrams: 900, country: 'DE', girthCm: 80 };
const checks = {
  'is healthy': async () => (await call('GET', '/health')).ok === true,
  'quotes a parcel': async () => (await call('POST', '/quotes', parcel)).totalCents > 0,
  'books a parcel, and finds it again': async () => {
    const { code } = await call('POST', '/bookings', parcel);
    return (await call('GET', `/bookings/${code}`)).state === 'booked';
  },
};

const cases = [];
for (const [name, holds] of Object.entries(checks)) {
  const good = await holds().catch(() => false);
  cases.push(`    <testcase classname="smoke" name="${name}">${good ? '' : '<failure message="it does not"/>'}</testcase>`);
  if (!good) process.exitCode = 1;
}
service.kill();

const failures = cases.filter((text) => text.includes('<failure')).length;
mkdirSync('reports', { recursive: true });
writeFileSync(
  'reports/smoke.xml',
  `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="smoke" tests="${cases.length}" failures="${failures}">
${cases.join('\n')}
  </testsuite>
</testsuites>
`,
);

import { request } from 'node:http';

/**
 * So many open streams of server-sent events at one address. `next` answers, once each of them was told something, when
 * the first and the last one had it. All have been told where they begin before this answers.
 */
export async function openStreams(count, url, headers) {
  let wait = null;
  const told = () => {
    const now = performance.now();
    if (wait === null) return;
    wait.firstMs ??= now;
    wait.left -= 1;
    if (wait.left === 0) wait.done({ firstMs: wait.firstMs, lastMs: now });
  };
  const streams = await Promise.all(Array.from({ length: count }, () => openStream(url, headers, told)));
  return {
    next: () =>
      new Promise((done) => {
        wait = { left: count, firstMs: null, done };
      }),
    close() {
      for (const stream of streams) stream.destroy();
    },
  };
}

/** Calls back for each message that carries something; answers with the first, which tells where the stream begins. */
function openStream(url, headers, told) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { ...headers, accept: 'text/event-stream' }, agent: false });
    asked.once('error', reject);
    asked.once('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      let rest = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (chunk) => {
        const messages = `${rest}${chunk}`.split('\n\n');
        rest = messages.pop();
        for (const message of messages) {
          if (!/^id: ?\S/m.test(message)) continue;
          told();
          resolve(asked);
        }
      });
    });
    asked.end();
  });
}

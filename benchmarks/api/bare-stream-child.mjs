// What telling many listeners costs at least: a server without anything else. Writes its port on a line; each line that
// it is sent goes to all who listen.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const listeners = new Set();
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('data: \nid: 0\n\n');
  listeners.add(response);
  response.once('close', () => listeners.delete(response));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
createInterface({ input: process.stdin })
  .on('line', (line) => {
    for (const listener of listeners) listener.write(`data: ${line}\nid: 1\n\n`);
  })
  .once('close', () => {
    server.closeAllConnections();
    server.close();
  });

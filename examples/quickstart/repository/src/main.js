/** Starts the service. */
import { createServer } from 'node:http';
import { createApp } from './app.js';
import { readConfig } from './config.js';

const { port, log } = readConfig(process.env);
const say = log ? (line) => process.stdout.write(`${line}\n`) : () => undefined;
const server = createServer(createApp({ say }));

server.listen(port, () => say(`parcel-desk listens on http://localhost:${server.address().port}`));

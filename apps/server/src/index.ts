export { readServerConfig, type ServerConfig } from './config.js';
export { type Server, type ServerOptions, startServer } from './start-server.js';
export { serverPool } from './templates/start-template-run.js';

export type { AppRouter, ErrorShape, Message } from './app-router.js';
export { createUetClient, type UetClient } from './create-uet-client.js';
export { type CallError, errorOf } from './error-of.js';
export { type ClientOptions, uetLinks } from './links.js';

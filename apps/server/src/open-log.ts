import pino, { type Logger } from 'pino';

/** Headers and fields that hold what must not be read by whoever reads logs. */
const secrets = [
  'authorization',
  'cookie',
  'token',
  'code',
  '*.authorization',
  '*.cookie',
  '*.token',
  '*.headers.authorization',
  '*.headers.cookie',
  'err.config',
];

/** A log of JSON lines on standard error, where standard output is for what was asked for. */
export const openLog = (level: string): Logger =>
  pino({ level, base: null, redact: secrets, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));

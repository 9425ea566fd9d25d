import { z } from 'zod';

/** 26 characters of Crockford base 32: 48 bits of milliseconds, 80 random bits; sorts by time. */
export const ulid = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'must be a ULID (26 characters)')
  .describe('A ULID: 26 characters, sortable by time');

/** An instant as ISO 8601 in UTC, e.g. `2026-01-31T12:00:00.000Z`. */
export const instant = z.iso.datetime({ offset: false }).describe('An instant, ISO 8601 in UTC');

/** A git object id: 40 (SHA-1) or 64 (SHA-256) lower-case hex digits. */
export const objectId = z
  .string()
  .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'must be a full git object id')
  .describe('A full git object id');

/** A SHA-256 digest as 64 lower-case hex digits. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex')
  .describe('A SHA-256 digest in hex');

/** A name that people write in templates: letters, digits, `_`, `-`, `.`; starts with a letter. */
export const key = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
    'must start with a letter and use letters, digits, _ . - (64 at most)',
  )
  .describe('A name: letters, digits, underscore, dot, dash');

/** A path or glob relative to the root of the repository, with `/` between its parts. */
export const pathPattern = z
  .string()
  .min(1)
  .max(4096)
  .describe('A path or glob relative to the root of the repository');

/** An exact non-negative decimal as a string, e.g. `0.012345`. */
export const decimal = z
  .string()
  .regex(/^\d{1,18}(\.\d{1,12})?$/, 'must be a decimal number such as 0.0125')
  .describe('An exact decimal number as a string');

/** A count: a whole number from 0. */
export const count = z.int().min(0).describe('A whole number from 0');

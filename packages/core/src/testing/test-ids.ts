const crockford = /[^0-9A-HJKMNP-TV-Z]/g;

/** A ULID that shows a name, for tests: `testId('run')`. */
export const testId = (name: string): string =>
  `0${name.toUpperCase().replace(crockford, '0').padStart(25, '0').slice(-25)}`;

/** When everything in tests begins. */
export const testStart = '2026-01-01T00:00:00.000Z';

/** A git object id of one digit, for tests. */
export const objectId = (digit: string): string => digit.repeat(40);

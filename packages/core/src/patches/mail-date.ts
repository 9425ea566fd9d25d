import { badPatch } from './bad-patch.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MAIL_DATE =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s+([-+]\d{4}|[a-z]{1,5})/i;
const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[-+]\d\d:?\d\d)$/i;
const ZONES: Readonly<Record<string, string>> = {
  EST: '-0500',
  EDT: '-0400',
  CST: '-0600',
  CDT: '-0500',
  MST: '-0700',
  MDT: '-0600',
  PST: '-0800',
  PDT: '-0700',
};

/** The `Date:` of a mail (RFC 2822, ISO 8601 or git's own form) as git's `<seconds> <+zzzz>`. */
export function parseMailDate(value: string, line: number): string {
  const text = value.trim();
  const raw = /^@?(\d{1,12}) ([-+]\d{4})$/.exec(text);
  if (raw) return `${raw[1]} ${raw[2]}`;
  const date = secondsOf(text);
  if (date === undefined || !(date.seconds >= 0)) {
    throw badPatch(
      line,
      'a Date line cannot be read',
      'It has to read like Date: Thu, 7 Apr 2005 15:13:13 -0700.',
      text,
    );
  }
  return `${date.seconds} ${date.zone}`;
}

function secondsOf(text: string): { seconds: number; zone: string } | undefined {
  const mail = MAIL_DATE.exec(text);
  if (mail) {
    const [, day, month = '', year, hour, minute, second, zone = ''] = mail;
    const monthNumber = MONTHS.indexOf(month.toLowerCase()) + 1;
    return toSeconds([year, monthNumber, day, hour, minute, second], zone);
  }
  const iso = ISO_DATE.exec(text);
  if (!iso) return undefined;
  const [, year, month, day, hour, minute, second, zone = ''] = iso;
  return toSeconds([year, month, day, hour, minute, second], zone.replace(':', ''));
}

type Field = string | number | undefined;

function toSeconds([year, month, day, hour, minute, second]: Field[], zone: string) {
  const offset = /^[-+]/.test(zone) ? zone : (ZONES[zone.toUpperCase()] ?? '+0000');
  const pad = (field: Field) => String(field ?? 0).padStart(2, '0');
  const utc = Date.parse(`${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}Z`);
  const hours = Math.trunc(Number(offset) / 100);
  const minutes = Number(offset) % 100;
  return { seconds: utc / 1000 - (hours * 60 + minutes) * 60, zone: offset };
}

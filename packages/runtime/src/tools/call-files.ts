import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UetError } from '@uet/core';
import { maskSecrets } from '../processes/index.js';

/** The files through which a tool and UET talk to each other, beside its streams. */
export interface CallFiles {
  readonly promptFile: string;
  readonly feedbackFile: string;
  readonly outputFile: string;
  readonly log: { readonly stdoutPath: string; readonly stderrPath: string };
}

/** Where the files of an attempt lie in its log folder. */
export function callFiles(logDir: string): CallFiles {
  return {
    promptFile: join(logDir, 'prompt.md'),
    feedbackFile: join(logDir, 'feedback.md'),
    outputFile: join(logDir, 'outputs.env'),
    log: { stdoutPath: join(logDir, 'stdout.log'), stderrPath: join(logDir, 'stderr.log') },
  };
}

/** Writes the files that a tool reads, and an empty one for what it writes. Throws `disk_full` or `internal`. */
export async function writeCallFiles(
  logDir: string,
  files: CallFiles,
  texts: { readonly prompt: string; readonly feedback: string },
): Promise<void> {
  const mine = { mode: 0o600 };
  try {
    await mkdir(logDir, { recursive: true });
    await writeFile(files.promptFile, texts.prompt, mine);
    await writeFile(files.feedbackFile, texts.feedback, mine);
    await writeFile(files.outputFile, '', mine);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    const text = full
      ? 'there is no room for the files of an attempt'
      : `the files of an attempt: ${message}`;
    throw new UetError(full ? 'disk_full' : 'internal', text, { where: logDir, cause });
  }
}

/** Once the tool has ended, nothing that is kept of its call shows a secret. A tool may have removed its files. */
export async function maskCallFiles(files: CallFiles, secrets: readonly string[]): Promise<void> {
  if (secrets.length === 0) return;
  for (const path of [files.promptFile, files.feedbackFile, files.outputFile]) {
    const text = await readFile(path, 'utf8').catch(() => '');
    const masked = maskSecrets(text, secrets);
    if (masked !== text) await writeFile(path, masked).catch(() => undefined);
  }
}

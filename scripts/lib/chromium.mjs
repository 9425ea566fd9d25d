import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from './command.mjs';
import { StepFailure } from './progress.mjs';
import { root } from './root.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = () => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
};

const e2e = join(root, 'tests', 'e2e');

/** Where Playwright would keep a browser of its own. */
const ownOfPlaywright = async () => {
  const program = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
  const { output } = await capture(process.execPath, ['-e', program], { cwd: e2e });
  return output.trim();
};

/** Ways to get a browser, the one without rights over the machine first. */
const ways = [
  {
    what: 'Playwright’s own Chromium',
    command: process.execPath,
    args: [join(e2e, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium-headless-shell'],
    isPossible: () => true,
  },
  {
    what: 'Debian’s package chromium',
    command: 'sh',
    args: ['-c', 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium'],
    isPossible: () => process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get'),
  },
];

const find = async () => {
  const own = await ownOfPlaywright();
  return process.env.UET_CHROMIUM ?? onPath() ?? (isExecutable(own) ? own : undefined);
};

/**
 * The Chromium for browser tests: the one named in UET_CHROMIUM, one on PATH, Playwright's own, else one that is
 * installed now. Throws with what to do where none can be had: browser tests are never left out silently.
 */
export const findOrInstallChromium = async ({ say, live }) => {
  const known = await find();
  if (known !== undefined) return known;
  for (const { what, command, args, isPossible } of ways) {
    if (!isPossible()) continue;
    say(`no Chromium on this machine: installing ${what}`);
    await capture(command, args, { live });
    const found = await find();
    if (found !== undefined) return found;
  }
  throw new StepFailure(
    'There is no Chromium for the browser tests. Install one (Debian: apt-get install chromium), or name it in UET_CHROMIUM.',
  );
};

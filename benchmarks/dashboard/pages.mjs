import { median } from '../figures.mjs';
import { measureOpening } from './opening.mjs';

/** What the pages are compared with: one that shows nothing of the database. */
const plain = 'the page to sign in';
const press = (key) => (page) => page.keyboard.press(key);
const graph = {
  ready: `document.querySelector('.react-flow__node') !== null`,
  use: async (page) => {
    await page.evaluate(() => document.querySelector('.react-flow').focus());
    await page.keyboard.press('ArrowRight');
  },
  done: `document.querySelector('.react-flow').hasAttribute('aria-activedescendant')`,
};
const tasks = {
  ready: `document.querySelector('[data-task]') !== null`,
  use: async (page) => {
    await page.evaluate(() => document.querySelector('[data-task]').focus());
    await page.keyboard.press('j');
  },
  done: `document.activeElement === document.querySelectorAll('[data-task]')[1]`,
};

/** The pages, and what has to be there and to work before one can be used. */
async function pagesOf({ client }) {
  const { items } = await client.runs.list.query({ sort: 'tasks_total', limit: 2 });
  const [largest, large] = items;
  return {
    [plain]: {
      path: '/sign-in',
      ready: `document.querySelector('h1') !== null`,
      use: async () => {},
      done: 'true',
    },
    'the list of runs': {
      path: '/runs',
      ready: `document.querySelector('[data-run]') !== null`,
      use: press('j'),
      done: `document.activeElement?.hasAttribute('data-run')`,
    },
    [`the graph of ${large.tasks_total} tasks`]: { path: `/runs/${large.id}`, ...graph },
    [`the table of ${large.tasks_total} tasks`]: { path: `/runs/${large.id}/tasks`, ...tasks },
    [`the graph of ${largest.tasks_total} tasks`]: { path: `/runs/${largest.id}`, ...graph },
  };
}

/** Each page in turn, so that what slows the machine for a while slows all of them. */
export async function measurePages(browser, product, rounds) {
  const pages = await pagesOf(product);
  const seen = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, page] of Object.entries(pages)) {
      const opened = await measureOpening(browser, page);
      if (round >= 0) seen[name].push(opened);
    }
  }
  return Object.keys(pages)
    .slice(1)
    .flatMap((name) => figuresOf(name, seen));
}

function figuresOf(name, seen) {
  const opened = seen[name];
  const of = (part) => median(opened.map((each) => each[part]));
  const ratio = median(opened.map(({ doneMs }, round) => doneMs / seen[plain][round].doneMs));
  const figures = [
    {
      name: `${name}, until it can be used`,
      value: of('doneMs'),
      unit: 'ms',
      aim: { atMost: 1_000 },
      detail: `${ratio.toFixed(1)}× ${plain}; contents after ${of('readyMs').toFixed(0)} ms, longest task ${of('longestMs').toFixed(0)} ms, ${of('busyMs').toFixed(0)} ms of work in the page; fastest ${Math.min(...opened.map(({ doneMs }) => doneMs)).toFixed(0)} ms`,
    },
    {
      name: `${name}, layout shift`,
      value: Math.max(...opened.map(({ shift }) => shift)),
      unit: 'CLS',
      // Google calls 0.1 good; a hundredth of that nobody sees.
      aim: { atMost: 0.001 },
      detail: `the largest of ${opened.length}`,
    },
  ];
  if (name !== 'the list of runs') return figures;
  const kb = {
    name: `${name}, script at first`,
    value: of('scriptKb'),
    unit: 'kB',
    aim: { atMost: 200 },
    detail: 'compressed, as transferred',
  };
  return [...figures, kb];
}

import { median } from '../figures.mjs';

/** Milliseconds between frames while something is done on a page: the middle one, the worst, and how many were late. */
export async function framesOf(page, gesture) {
  await page.evaluate(() => {
    const times = [];
    const note = (now) => {
      times.push(now);
      if (window.benchFrames === times) requestAnimationFrame(note);
    };
    window.benchFrames = times;
    requestAnimationFrame(note);
  });
  await gesture(page);
  const times = await page.evaluate(() => {
    const noted = window.benchFrames;
    window.benchFrames = null;
    return noted;
  });
  const lengths = times.slice(1).map((time, index) => time - times[index]);
  return {
    medianMs: median(lengths),
    worstMs: Math.max(...lengths),
    late: lengths.filter((ms) => ms > lateMs).length,
    count: lengths.length,
  };
}

/** Three frames of 60 a second: a stop that one sees. */
const lateMs = 50;

/** Zooms in on the middle, drags across, and zooms out again. */
export async function panAndZoom(page) {
  const box = await page.locator('.react-flow').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  const wheel = async (times, delta) => {
    for (let turn = 0; turn < times; turn += 1) await page.mouse.wheel(0, delta);
  };
  const drag = async (dx, dy) => {
    await page.mouse.move(x - dx / 2, y - dy / 2);
    await page.mouse.down();
    await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 30 });
    await page.mouse.up();
    await page.mouse.move(x, y);
  };
  for (let round = 0; round < 3; round += 1) {
    await wheel(20, -120);
    await drag(box.width * 0.6, box.height * 0.4);
    await drag(-box.width * 0.6, box.height * 0.4);
    await wheel(20, 120);
    await drag(box.width * 0.3, -box.height * 0.3);
  }
}

/** Turns the wheel over an element, or the page, until it is at its end, or as often as is said. */
export async function scrollDown(page, { selector = null, stepPx = 600, mostTurns = 400 } = {}) {
  const box =
    selector === null
      ? { x: 500, y: 300, width: 200, height: 200 }
      : await page.locator(selector).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const atEnd = (name) => {
    const element = name === null ? document.scrollingElement : document.querySelector(name);
    return element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
  };
  for (let turn = 0; turn < mostTurns; turn += 1) {
    await page.mouse.wheel(0, stepPx);
    if (turn % 10 === 9 && (await page.evaluate(atEnd, selector))) return true;
  }
  return false;
}

/** A step that failed, with what it printed: the reader sees `message`, then `output`, then what to do. */
export class StepFailure extends Error {
  constructor(message, output = '') {
    super(message);
    this.name = 'StepFailure';
    this.output = output;
  }
}

/** A duration for people: `0.4 s`, `12 s`, `2 min 5 s`. */
export const duration = (ms) => {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

/**
 * Tells on a stream what is being done: one line a step with how long it took. What a step prints is for
 * `live`, which is undefined unless everything is to be shown.
 */
export const progressOn = (stream, { verbose = false } = {}) => ({
  live: verbose ? stream : undefined,
  say: (line) => stream.write(`${line}\n`),
  step: async (name, work) => {
    const begun = performance.now();
    stream.write(verbose ? `${name} …\n` : `${name} … `);
    try {
      const note = await work();
      const ending = `${duration(performance.now() - begun)}${note ? `  (${note})` : ''}`;
      stream.write(verbose ? `${name}: ${ending}\n` : `${ending}\n`);
    } catch (error) {
      stream.write(`failed after ${duration(performance.now() - begun)}\n`);
      throw error;
    }
  },
});

/** Questions to the studio's server. */

/** The answer, or an error with the studio's sentence. @param {string} path @param {RequestInit} [how] */
export async function answer(path, how) {
  const got = await fetch(path, how);
  const read = await got.json().catch(() => ({}));
  if (!got.ok) throw new Error(read.problem ?? 'the studio answered ' + got.status);
  return read;
}

/** @param {string} path @param {object} content */
export const post = (path, content) =>
  answer(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) });

/**
 * Asks for the latest example alone: what comes while an answer is under way waits, and only the last of it is asked.
 *
 * @template T
 */
export class Latest {
  /** @param {(example: T) => Promise<void>} ask */
  constructor(ask) {
    this.ask = ask;
    /** @type {T | null} */
    this.waiting = null;
    this.busy = false;
  }

  /** @param {T} example */
  async take(example) {
    this.waiting = example;
    if (this.busy) return;
    this.busy = true;
    while (this.waiting !== null) {
      const next = this.waiting;
      this.waiting = null;
      await this.ask(next);
    }
    this.busy = false;
  }
}

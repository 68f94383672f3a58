/** Work of which only the latest counts: what comes while an answer is under way waits, and only the last of it is asked. */

/** @template T */
export class Latest {
  /** @param {(wanted: T) => Promise<void>} ask */
  constructor(ask) {
    this.ask = ask;
    /** @type {T | null} */
    this.waiting = null;
    this.busy = false;
  }

  /** @param {T} wanted */
  async take(wanted) {
    this.waiting = wanted;
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

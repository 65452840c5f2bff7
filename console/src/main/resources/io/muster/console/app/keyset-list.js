// A list of any length behind keyset pages: it knows the pages near the reader and forgets the others.

/**
 * @template T
 * @typedef {(cursor: string | undefined, signal: AbortSignal) => Promise<import("./types.js").Page<T>>} Fetcher
 */

/**
 * Page k can be fetched once page k − 1 told its cursor. What was forgotten is fetched again by the cursor
 * that is kept, so memory does not grow with how far one scrolls.
 * @template T
 */
export class KeysetList {
  /** @type {(T[] | undefined)[]} */ #pages = [];
  /** The cursor that each page begins at. @type {(string | undefined)[]} */ #cursors = [undefined];
  /** @type {Set<number>} */ #wanted = new Set();
  /** The pages that were needed last. */
  #near = { first: 0, last: 0 };
  /** @type {number | undefined} */ #lastPageSize;
  #stop = new AbortController();

  /** How many there are, as far as the server counted. @type {number | undefined} */ total;
  totalIsAtLeast = false;
  /** @type {unknown} */ problem;

  /**
   * @param {Fetcher<T>} fetcher
   * @param {{ pageSize: number, keep?: number, changed?: () => void }} options `keep`: pages on either side
   */
  constructor(fetcher, { pageSize, keep = 6, changed = () => {} }) {
    this.fetcher = fetcher;
    this.pageSize = pageSize;
    this.keep = keep;
    this.changed = changed;
  }

  /** Whether the first page has come. */
  get begun() {
    return this.#pages.length > 0;
  }

  /** Whether the last row is known. */
  get ended() {
    return this.#lastPageSize !== undefined;
  }

  /** Rows that have a position by now, forgotten ones included. */
  get length() {
    const n = this.#pages.length;
    if (n === 0) return 0;
    return this.#lastPageSize === undefined ? n * this.pageSize : (n - 1) * this.pageSize + this.#lastPageSize;
  }

  /** @param {number} index @returns {T | undefined} undefined while it is fetched (again) */
  at(index) {
    return this.#pages[Math.floor(index / this.pageSize)]?.[index % this.pageSize];
  }

  /** Fetches what is missing for the rows `from` to `to` and a page ahead. @param {number} from @param {number} to */
  need(from, to) {
    const first = Math.max(0, Math.floor(from / this.pageSize));
    const last = Math.floor(to / this.pageSize) + 1;
    this.#near = { first, last };
    for (let page = first; page <= last; page++) this.#fetch(page);
  }

  /** After a refusal. */
  retry() {
    this.problem = undefined;
    this.need(Math.max(0, this.length - 1), this.length);
  }

  /** Nothing is wanted any more. */
  stop() {
    this.#stop.abort();
  }

  /** @param {number} page */
  async #fetch(page) {
    const reachable = page < this.#cursors.length && (page === 0 || this.#cursors[page] !== undefined);
    if (!reachable || this.#pages[page] || this.#wanted.has(page) || this.problem) return;
    this.#wanted.add(page);
    try {
      const answer = await this.fetcher(this.#cursors[page], this.#stop.signal);
      this.#take(page, answer);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.problem = error;
    } finally {
      this.#wanted.delete(page);
    }
    if (!this.#stop.signal.aborted) this.changed();
  }

  /** @param {number} page @param {import("./types.js").Page<T>} answer */
  #take(page, answer) {
    this.#pages[page] = answer.items;
    if (answer.next) this.#cursors[page + 1] = answer.next;
    else this.#lastPageSize = answer.items.length;
    if (page === 0 || this.total === undefined) {
      this.total = answer.total;
      this.totalIsAtLeast = answer.totalIsAtLeast ?? false;
    }
    const { first, last } = this.#near;
    for (let it = 0; it < this.#pages.length; it++) {
      if (it < first - this.keep || it > last + this.keep) this.#pages[it] = undefined;
    }
  }
}

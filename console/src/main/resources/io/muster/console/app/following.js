// How far looks are. The server tells of each again and again while it goes on; silence says that it ended.
import { Listening } from "./live.js";

/** @typedef {import("./types.js").Progress} Progress */

/** Longer than the server is silent between two words. */
const SILENCE = 4_000;

/** A reactive controller: the last word about each look that is meant. */
export class Following {
  /** By source. @type {Map<string, Progress>} */
  all = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */ #silence = new Map();

  /**
   * @param {import("./element.js").Element} host
   * @param {(progress: Progress) => boolean} isMeant
   * @param {() => void} ended
   */
  constructor(host, isMeant, ended) {
    this.host = host;
    this.ended = ended;
    host.addController(this);
    new Listening(host, "progress", (it) => isMeant(it) && this.#heard(it));
  }

  /** The last word about any. */
  get progress() {
    return [...this.all.values()].at(-1);
  }

  hostDisconnected() {
    for (const it of this.#silence.values()) clearTimeout(it);
  }

  /** @param {Progress} progress */
  #heard(progress) {
    const source = progress.source ?? "";
    this.all.set(source, progress);
    clearTimeout(this.#silence.get(source));
    this.#silence.set(source, setTimeout(() => this.#silent(source), SILENCE));
    this.host.requestUpdate();
  }

  /** @param {string} source */
  #silent(source) {
    this.all.delete(source);
    this.host.requestUpdate();
    this.ended();
  }
}

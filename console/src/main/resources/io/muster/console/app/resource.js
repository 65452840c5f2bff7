// Something that an element shows and the server knows: loading, there, or refused.
import { isAborted, Problem } from "./api.js";

/**
 * A reactive controller. `load` again replaces what is under way; while a newer value is on its way the
 * older one stays, so nothing on the page jumps.
 * @template T
 */
export class Resource {
  /** @type {T | undefined} */ value;
  /** @type {Problem | undefined} */ problem;
  /** Whether an answer is on its way. */
  pending = false;
  /** @type {AbortController | undefined} */ #running;
  /** @type {((signal: AbortSignal) => Promise<T>) | undefined} */ #task;

  /** @param {import("./element.js").Element} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  /** @param {(signal: AbortSignal) => Promise<T>} task */
  async load(task) {
    this.#task = task;
    this.#running?.abort();
    const mine = (this.#running = new AbortController());
    this.pending = true;
    this.host.requestUpdate();
    try {
      const value = await task(mine.signal);
      if (mine.signal.aborted) return;
      this.value = value;
      this.problem = undefined;
    } catch (error) {
      if (mine.signal.aborted || isAborted(error)) return;
      this.problem = asProblem(error);
    }
    this.pending = false;
    this.host.requestUpdate();
  }

  /** The same again: after a refusal, or because something changed. */
  reload = () => this.#task && this.load(this.#task);

  /** Something else is shown from now on: the old value is not even stale. */
  forget() {
    this.value = undefined;
    this.problem = undefined;
  }

  hostDisconnected() {
    this.#running?.abort();
  }
}

/** @param {unknown} error */
export function asProblem(error) {
  if (error instanceof Problem) return error;
  console.error(error);
  return new Problem({
    status: 0,
    title: "The console made a mistake",
    detail: "Reload the page. If it happens again, report it with the text in the browser's developer console.",
  });
}

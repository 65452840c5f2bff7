// What the server tells by itself (server-sent events): the progress of runs, and that something changed.
import { address } from "./api.js";

/**
 * Hears `progress` (detail: how far a look of the server is), `change` (detail: the entry of the change feed)
 * and `connection` (detail: whether there is one).
 */
export const live = new EventTarget();

/** @type {EventSource | undefined} */
let stream;

/** Begins to listen; the browser itself connects again after a loss. */
export function connect() {
  if (stream) return;
  stream = new EventSource(address("/events"));
  stream.onopen = () => say("connection", true);
  stream.onerror = () => say("connection", false);
  for (const name of ["progress", "change"]) {
    stream.addEventListener(name, (event) => {
      try {
        say(name, JSON.parse(event.data));
      } catch {
        // A newer server may tell more than this console understands.
      }
    });
  }
}

export function disconnect() {
  stream?.close();
  stream = undefined;
}

/** @param {string} name @param {unknown} detail */
function say(name, detail) {
  live.dispatchEvent(new CustomEvent(name, { detail }));
}

/** A reactive controller: hears one kind of event while its element is in the page. */
export class Listening {
  /**
   * @param {import("./element.js").Element} host
   * @param {string} name
   * @param {(detail: any) => void} hear
   */
  constructor(host, name, hear) {
    this.name = name;
    /** @param {Event} event */
    this.listener = (event) => hear(/** @type {CustomEvent} */ (event).detail);
    host.addController(this);
  }

  hostConnected() {
    live.addEventListener(this.name, this.listener);
  }

  hostDisconnected() {
    live.removeEventListener(this.name, this.listener);
  }
}

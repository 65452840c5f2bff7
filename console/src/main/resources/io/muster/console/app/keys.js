// The keyboard. A page says what its keys do and the help (`?`) lists them.

/**
 * @typedef {object} Key
 * @property {string} key as typed: `j`, `Enter`, `g o` for one after the other
 * @property {string} does for the help, as a sentence without its subject
 * @property {() => void} run
 */

/** @type {Set<Key[]>} */
const groups = new Set();
let before = "";
let beforeAt = 0;

/** All keys that do something now. */
export const known = () => [...groups].flat();

/** A reactive controller: the keys hold while its element is in the page. */
export class Keys {
  /** @param {import("./element.js").Element} host @param {Key[]} keys */
  constructor(host, keys) {
    this.keys = keys;
    host.addController(this);
  }

  hostConnected() {
    groups.add(this.keys);
  }

  hostDisconnected() {
    groups.delete(this.keys);
  }
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const chord = event.timeStamp - beforeAt < 1200 ? `${before} ${event.key}` : "";
  const all = known();
  const hit = all.find((it) => it.key === chord) ?? all.find((it) => it.key === event.key);
  before = event.key;
  beforeAt = event.timeStamp;
  if (!hit) return;
  event.preventDefault();
  hit.run();
}

/** In a field, in a dialog, or on a button or link that takes the key itself. @param {KeyboardEvent} event */
function isTyping(event) {
  const at = /** @type {HTMLElement} */ (event.target);
  if (at.closest("input, textarea, select, [contenteditable], dialog")) return true;
  return (event.key === "Enter" || event.key === " ") && Boolean(at.closest("a, button, summary"));
}

document.addEventListener("keydown", pressed);

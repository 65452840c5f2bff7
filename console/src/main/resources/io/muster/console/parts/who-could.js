// On the page of an identity: who could have used it in a time, who did, and what of that nobody knows.
import { Element, html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { moment } from "./marks.js";
import { shown } from "./states.js";

/** @typedef {{ id: string, title: string, type: string }} Holder */
/** @typedef {{ first: string, last: string, gone?: string }} Seen */
/** @typedef {{ holder: Holder, right: string, resource: string, place: string, source: string, seen: Seen }} Right */
/** @typedef {{ holder: Holder, place: string, role: string, readers: string[], source: string, seen: Seen }} Lay */
/** @typedef {{ holder: Holder, at: string, source: string }} Use */
/** @typedef {{ index: number, at: string, actor: string, action: string, subject: string }} Decision */
/** @typedef {{ could: { rights: Right[], places: Lay[] }, did: { uses: Use[], decisions: Decision[] }, notKnown: string[], cut: string[] }} Access */

const DAY = 24 * 3600 * 1000;

/** Nothing is asked before somebody wants to know. */
class WhoCould extends Element {
  static properties = { identity: {}, days: { state: true } };

  constructor() {
    super();
    this.identity = "";
    this.days = 0;
    /** @type {Resource<Access>} */ this.access = new Resource(this);
  }

  render() {
    return html`<p class="soft">In the last
        ${[30, 90, 365].map((days) => html`<button aria-pressed=${days === this.days} @click=${() => this.ask(days)}>${days} days</button> `)}
      </p>
      ${this.days === 0 ? nothing : shown(this.access, (it) => body(it))}`;
  }

  /** @param {number} days */
  ask(days) {
    this.days = days;
    const from = new Date(Date.now() - days * DAY).toISOString();
    this.access.load((signal) => get(`/identities/${this.identity}/access`, { query: { from }, signal }));
  }
}

/** @param {Access} it */
const body = ({ could, did, notKnown, cut }) => html`
  ${part("Could: its rights", could.rights, (it) => html`<td><b>${it.right}</b> on ${it.resource}<div class="soft">${it.holder.title}, written at <code>${it.place}</code></div></td><td class="soft nowrap">${time(it.seen)}</td>`)}
  ${part("Could: whoever could read these", could.places, (it) => html`<td><code>${it.place}</code><div class="soft">${it.holder.title}, ${it.role}; ${it.readers.length > 0 ? `readable by ${it.readers.join(", ")}` : "who could read it was not told"}</div></td><td class="soft nowrap">${time(it.seen)}</td>`)}
  ${part("Did: uses", did.uses, (it) => html`<td>${it.holder.title}<div class="soft">told by ${it.source}</div></td><td class="soft nowrap">${moment(it.at)}</td>`)}
  ${part("Did: decisions", did.decisions, (it) => html`<td>${it.action}<div class="soft">${it.actor}, entry ${it.index}</div></td><td class="soft nowrap">${moment(it.at)}</td>`)}
  <h3>Not known</h3>
  <ul class="soft">
    ${notKnown.map((one) => html`<li>${one}</li>`)}
    ${cut.map((one) => html`<li>There are more ${one} than are shown.</li>`)}
  </ul>
`;

/** @param {Seen} seen */
const time = ({ first, gone }) => html`${moment(first)}${gone ? html` to ${moment(gone)}` : " on"}`;

/** @template T @param {string} title @param {T[]} rows @param {(row: T) => unknown} row */
const part = (title, rows, row) =>
  html`<h3>${title}</h3>
    ${rows.length === 0
      ? html`<p class="soft">Nothing was told.</p>`
      : html`<table class="plain-table"><caption class="only-spoken">${title}</caption><tbody>${rows.map((one) => html`<tr>${row(one)}</tr>`)}</tbody></table>`}`;

customElements.define("who-could", WhoCould);

// What is decided about an identity: that it goes, and which rules it may break for a while.
import { Element, html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { date, named } from "../app/words.js";
import { moment } from "./marks.js";

/** @typedef {{ id: string, state: string, reason: string, since: string, due?: string }} Retirement */
/** @typedef {{ id: string, rule: string, reason: string, until: string, state: string }} Exception */

/** What is over is told by its history. */
const OVER = ["gone", "kept"];

/** Shows nothing while nothing is decided. */
class WayOut extends Element {
  /** @type {Record<PropertyKey, object>} */
  static properties = { identity: {} };

  constructor() {
    super();
    this.identity = "";
    /** @type {Resource<Retirement[]>} */ this.retirements = new Resource(this);
    /** @type {Resource<Exception[]>} */ this.exceptions = new Resource(this);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("identity") || !this.identity) return;
    this.retirements.load((signal) => get("/retirements", { query: { identity: this.identity }, signal }).then(({ items }) => items));
    this.exceptions.load((signal) => get("/exceptions", { query: { target: this.identity, state: "requested,in-force" }, signal }).then(({ items }) => items));
  }

  render() {
    const leaving = (this.retirements.value ?? []).filter((it) => !OVER.includes(it.state));
    const exceptions = this.exceptions.value ?? [];
    return html`${leaving.length === 0
        ? nothing
        : html`<section class="card">
            <header><h2>On its way out</h2><small><a href="/reviews">the steps</a></small></header>
            <ul class="finding-list">${leaving.map((it) => html`<li><p><b>${named(it.state)}</b> since ${moment(it.since)}${it.due ? html`, until ${moment(it.due)}` : nothing}</p><p class="faint">${it.reason}</p></li>`)}</ul>
          </section>`}
      ${exceptions.length === 0
        ? nothing
        : html`<section class="card">
            <header><h2>Exceptions</h2><small><a href="/exceptions">all</a></small></header>
            <ul class="finding-list">${exceptions.map((it) => html`<li><p><b>${it.rule}</b> ${it.state === "requested" ? "is asked for" : "may be broken"} until ${date(it.until)}</p><p class="faint">${it.reason}</p></li>`)}</ul>
          </section>`}`;
  }
}

customElements.define("way-out", WayOut);

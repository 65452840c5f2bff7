// A short table of something that may be long: the first rows, and a button for more.
import { Element, html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { asProblem } from "../app/resource.js";
import { number } from "../app/words.js";
import { empty, lines, refused } from "./states.js";

/** @typedef {{ title: string, number?: boolean, wide?: boolean, cell: (item: any) => unknown }} Cell `wide`: left out on a phone */

export class MoreTable extends Element {
  static properties = {
    path: {},
    query: { attribute: false },
    columns: { attribute: false },
    label: {},
    hint: { attribute: false },
    limit: { type: Number },
    page: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    /** What is asked for. @type {string | undefined} */ this.key = undefined;
    /** Below /api/v1. */
    this.path = "";
    /** @type {Record<string, string | undefined>} */ this.query = {};
    /** @type {Cell[]} */ this.columns = [];
    this.label = "";
    /** Says that there is nothing. @type {unknown} */ this.hint = "Nothing here.";
    this.limit = 12;
    /** @type {import("../app/types.js").Page<any> | undefined} */ this.page = undefined;
    /** @type {import("../app/api.js").Problem | undefined} */ this.problem = undefined;
    this.busy = false;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    const key = this.path + JSON.stringify(this.query);
    if (!this.path || (key === this.key && !changed.has("path"))) return;
    this.key = key;
    this.page = undefined;
    this.fetch();
  }

  /** From the beginning: something changed. */
  reload() {
    return this.fetch();
  }

  /** @param {string} [cursor] */
  async fetch(cursor) {
    const { key } = this;
    this.busy = true;
    try {
      const query = { ...this.query, limit: cursor ? 100 : this.limit, cursor };
      const next = await get(this.path, { query });
      if (key !== this.key) return;
      const before = cursor ? (this.page?.items ?? []) : [];
      this.page = { ...next, total: next.total ?? this.page?.total, items: [...before, ...next.items] };
      this.problem = undefined;
      this.tell("counted", this.page);
    } catch (error) {
      if (key === this.key) this.problem = asProblem(error);
    }
    this.busy = false;
  }

  render() {
    const { page } = this;
    if (!page) return this.problem ? refused(this.problem, () => this.fetch()) : lines(3);
    if (page.items.length === 0) return empty(/** @type {string} */ (this.hint));
    return html`<div class="scroll-x" tabindex="0" role="group" aria-label=${this.label}>
        <table class="plain-table" aria-label=${this.label}>
          <thead><tr>${this.columns.map((it) => html`<th scope="col" class=${classes(it)}>${it.title}</th>`)}</tr></thead>
          <tbody>
            ${page.items.map((item) => html`<tr>${this.columns.map((it) => html`<td class=${classes(it)}>${it.cell(item)}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
      ${this.problem ? refused(this.problem, () => this.fetch(page.next ?? undefined)) : nothing}
      ${page.next ? html`<button class="quiet" ?disabled=${this.busy} @click=${() => this.fetch(page.next ?? undefined)}>Show more ${this.rest(page)}</button>` : nothing}`;
  }

  /** @param {import("../app/types.js").Page<any>} page */
  rest({ total, totalIsAtLeast, items }) {
    return total ? html`<span class="faint">${number(items.length)} of ${totalIsAtLeast ? "more than " : ""}${number(total)}</span>` : nothing;
  }
}

/** @param {Cell} it */
const classes = (it) => `${it.number ? "number" : ""} ${it.wide ? "wide" : ""}`;

customElements.define("more-table", MoreTable);

// A page that is one long table, filtered by the search field.
import { get } from "../app/api.js";
import { KeysetList } from "../app/keyset-list.js";
import { Listening } from "../app/live.js";
import { toggle } from "../app/query.js";
import { Resource } from "../app/resource.js";
import { adjust } from "../app/router.js";
import { html } from "../app/element.js";
import { total } from "../app/words.js";
import { Page } from "./page.js";
import "../parts/facet-list.js";
import "../parts/ledger-table.js";

const PAGE_SIZE = 100;

/** While much changes, rows are asked for again no more often than this. */
const REST = 3_000;

/** Farther down than this, somebody reads: rows do not move under the eye. */
const READING = 400;

/** The list that each page showed last: going back shows it at once. @type {Map<string, { key: string, list: KeysetList<any> }>} */
const remembered = new Map();

export class LedgerPage extends Page {
  /** Of the API. */
  path = "";
  /** The order until somebody chooses one. */
  firstSort = "";
  /** @type {[string, string]} */ noun = ["row", "rows"];
  /** The list whose facets stand beside it; none of the others has any. */
  facetsOf = "";

  constructor() {
    super();
    /** @type {Resource<{ facets: import("../app/types.js").Facet[] }>} */ this.facets = new Resource(this);
    /** @type {KeysetList<any> | undefined} */ this.list = undefined;
    /** What is in sight: the list before, until the first rows of the next are there. @type {KeysetList<any> | undefined} */
    this.ready = undefined;
    /** How long the first rows took, in milliseconds. */
    this.took = 0;
    this.began = 0;
    /** @type {string | undefined} */ this.key = undefined;
    /** Whether rows changed since they were asked for. */
    this.stale = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.rest = undefined;
    new Listening(this, "change", () => (this.rest ??= setTimeout(() => this.refresh(), REST)));
  }

  get q() {
    return this.at.query.get("q") ?? "";
  }

  get sort() {
    return this.at.query.get("sort") ?? this.firstSort;
  }

  /** What the API is asked. */
  get question() {
    return this.q;
  }

  /** Another list is shown from now on. */
  changed() {
    const { q, facetsOf: list } = this;
    if (list) this.facets.load((signal) => get("/facets", { query: { q, list }, signal }));
  }

  /** What the rows have in common: a click narrows the query. */
  facetList() {
    return html`<facet-list
      .facets=${this.facets.value?.facets ?? []}
      .query=${this.q}
      @toggle-value=${(/** @type {CustomEvent} */ { detail }) => this.ask(toggle(this.q, detail.field, detail.value))}
    ></facet-list>`;
  }

  arrived() {
    const query = { q: this.question, sort: this.sort };
    const key = JSON.stringify(query);
    if (this.key === key) return;
    const asked = this.key !== undefined;
    this.key = key;
    this.list?.stop();
    const before = remembered.get(this.path);
    this.list = before?.key === key ? before.list : this.begin(query);
    const { list } = this;
    list.changed = () => this.came(list);
    remembered.set(this.path, { key, list: this.list });
    if (this.list.begun) this.ready = this.list;
    this.changed();
    if (asked) scrollTo(0, 0);
  }

  /** @param {Record<string, string>} query */
  begin(query) {
    const { path } = this;
    this.began = performance.now();
    const list = new KeysetList(
      (cursor, signal) => get(path, { query: { ...query, cursor, limit: PAGE_SIZE }, signal }),
      { pageSize: PAGE_SIZE },
    );
    list.need(0, 0);
    return list;
  }

  /** Rows came, or a refusal. @param {KeysetList<any>} list */
  came(list) {
    if (this.list !== list) return;
    if (this.ready !== list) this.took = performance.now() - this.began;
    this.ready = list;
    this.requestUpdate();
    /** @type {any} */ (this.querySelector("ledger-table"))?.requestUpdate();
  }

  /** Something changed: newer rows at once where nobody loses their place, otherwise on request. */
  refresh() {
    this.rest = undefined;
    if (!this.isConnected) return;
    if (scrollY < READING && !this.isBusy) return this.again();
    this.stale = true;
    this.requestUpdate();
  }

  /** Whether rows must stay: somebody selected some. */
  get isBusy() {
    return false;
  }

  /** From the server again. */
  again() {
    this.stale = false;
    remembered.delete(this.path);
    this.key = undefined;
    this.arrived();
    this.requestUpdate();
  }

  /** @param {string} q */
  ask(q) {
    adjust({ q });
  }

  /** How many, and how fast. */
  counted() {
    const { list } = this;
    if (list?.problem && !list.begun) return "";
    return html`<span role="status">${list?.begun ? total(list, ...this.noun) : "…"}${this.q ? " match" : ""}</span>
      ${this.took ? html`<span class="faint">${Math.max(1, Math.round(this.took))} ms</span>` : ""}
      ${this.stale ? html`<button class="quiet" @click=${() => this.again()}>Something changed: show it</button>` : ""}`;
  }

  /** @param {CustomEvent} event */
  sorted(event) {
    adjust({ sort: event.detail === this.firstSort ? "" : event.detail });
  }
}

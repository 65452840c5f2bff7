// The roll: every credential, filtered as one types.
import { html, nothing } from "../app/element.js";
import { address, get } from "../app/api.js";
import { KeysetList } from "../app/keyset-list.js";
import { Keys } from "../app/keys.js";
import { toggle } from "../app/query.js";
import { Resource } from "../app/resource.js";
import { adjust, link, toCredential } from "../app/router.js";
import { count, total } from "../app/words.js";
import { Page } from "./page.js";
import { COLUMNS, FIRST } from "./roll-columns.js";
import "../parts/bulk-tags.js";
import "../parts/facet-list.js";
import "../parts/ledger-table.js";
import "../parts/save-view.js";

const PAGE_SIZE = 100;
const SORT = "notAfter";

/** The list that was shown last: going back to it shows it at once. @type {{ key: string, list: KeysetList<any> } | undefined} */
let remembered;

class Roll extends Page {
  static properties = { selected: { state: true }, took: { state: true } };

  constructor() {
    super();
    /** @type {KeysetList<import("../app/types.js").Credential> | undefined} */ this.list = undefined;
    /** @type {Set<string>} */ this.selected = new Set();
    /** @type {Resource<{ items: import("../app/types.js").Facet[] }>} */ this.facets = new Resource(this);
    /** @type {Resource<{ items: import("../app/types.js").SavedView[] }>} */ this.views = new Resource(this);
    this.views.load((signal) => get("/views", { signal }));
    this.columns = chosenColumns();
    this.took = 0;
    new Keys(this, [
      { key: "Escape", does: "selects nothing", run: () => (this.selected = new Set()) },
      { key: "t", does: "tags what is selected", run: () => this.tagging?.open() },
      { key: "e", does: "exports what is shown as CSV", run: () => location.assign(this.export("csv")) },
    ]);
  }

  get title() {
    return this.q ? `${this.q} · Roll` : "Roll";
  }

  get q() {
    return this.at.query.get("q") ?? "";
  }

  get sort() {
    return this.at.query.get("sort") ?? SORT;
  }

  get tagging() {
    return /** @type {any} */ (this.querySelector("bulk-tags"));
  }

  arrived() {
    const { q, sort } = this;
    const key = JSON.stringify([q, sort]);
    if (this.key === key) return;
    this.key = key;
    this.selected = new Set();
    this.facets.load((signal) => get("/facets", { query: { q }, signal }));
    const before = this.list;
    if (remembered?.key === key) this.list = remembered.list;
    else this.begin(q, sort);
    if (before !== this.list) before?.stop();
    remembered = { key, list: /** @type {any} */ (this.list) };
    if (before && scrollY > 0) scrollTo(0, 0);
  }

  /** The rows of the list before stay in sight until the first of the new ones are there. @param {string} q @param {string} sort */
  begin(q, sort) {
    const began = performance.now();
    const list = new KeysetList(
      (cursor, signal) => get("/credentials", { query: { q, sort, cursor, limit: PAGE_SIZE }, signal }),
      {
        pageSize: PAGE_SIZE,
        changed: () => {
          if (this.list !== list) return;
          if (!this.shownList || this.shownList !== list) this.took = performance.now() - began;
          this.shownList = list;
          this.requestUpdate();
          this.querySelector("ledger-table")?.requestUpdate();
        },
      },
    );
    this.list = list;
    list.need(0, PAGE_SIZE - 2);
  }

  render() {
    const shown = this.list?.begun || this.list?.problem || !this.shownList ? this.list : this.shownList;
    return html`
      ${this.head("Roll", { sub: this.sub(), actions: this.actions() })}
      <div class="roll">
        <facet-list .facets=${this.facets.value?.items ?? []} .query=${this.q}
          @toggle-value=${(/** @type {CustomEvent} */ event) => this.ask(toggle(this.q, event.detail.field, event.detail.value))}
        ></facet-list>
        <ledger-table
          label="Credentials"
          selectable
          .list=${shown}
          .columns=${COLUMNS.filter((it) => this.columns.includes(it.id))}
          .sort=${this.sort}
          .selected=${this.selected}
          .to=${toCredential}
          .hint=${this.hint()}
          @sort=${(/** @type {CustomEvent} */ event) => adjust({ sort: event.detail === SORT ? "" : event.detail })}
          @select-rows=${(/** @type {CustomEvent} */ event) => (this.selected = event.detail)}
        ></ledger-table>
      </div>
      ${this.selected.size > 0 ? this.selection() : nothing}
      <bulk-tags .ids=${[...this.selected]} .query=${this.q} @tags-applied=${() => this.again()}></bulk-tags>
      <save-view .query=${this.q} .sort=${this.sort} .columns=${this.columns} @view-saved=${() => this.views.reload()}></save-view>
    `;
  }

  sub() {
    const list = this.list;
    const known = list?.begun ? total(list, "credential") : "…";
    return html`<span role="status">${known}${this.q ? " match" : " in all"}</span>
      ${this.took ? html`<span class="faint">${Math.max(1, Math.round(this.took))} ms</span>` : nothing}`;
  }

  actions() {
    return html`
      <details class="menu">
        <summary>Views</summary>
        <div class="panel">
          ${(this.views.value?.items ?? []).map((it) => html`<a href=${link("/roll", { q: it.q, sort: it.sort })}>${it.name}</a>`)}
          <button @click=${() => /** @type {any} */ (this.querySelector("save-view"))?.open()}>Save this view…</button>
        </div>
      </details>
      <details class="menu">
        <summary>Columns</summary>
        <div class="panel">${COLUMNS.filter((it) => !it.always).map((it) => this.columnChoice(it))}</div>
      </details>
      <details class="menu">
        <summary>Export</summary>
        <div class="panel">
          <a href=${this.export("csv")} download>CSV, for spreadsheets</a>
          <a href=${this.export("json")} download>JSON, for programs</a>
        </div>
      </details>
      <button @click=${() => this.tagging?.open()}>Tag…</button>
    `;
  }

  /** @param {{ id: string, title: string }} it */
  columnChoice({ id, title }) {
    return html`<label>
      <input type="checkbox" .checked=${this.columns.includes(id)} @change=${() => this.toggleColumn(id)} />${title}
    </label>`;
  }

  selection() {
    return html`<div class="selection" role="status">
      ${count(this.selected.size, "credential")} selected
      <button class="primary" @click=${() => this.tagging?.open()}>Tag…</button>
      <button @click=${() => (this.selected = new Set())}>Select nothing</button>
    </div>`;
  }

  hint() {
    return this.q
      ? html`Take a filter away, or type less of the name. <button class="quiet" @click=${() => this.ask("")}>Show everything</button>`
      : html`The roll is empty. <a class="link" href="/sources">Add a source</a>, or run <code>muster scan TARGET --server …</code>.`;
  }

  /** @param {string} q */
  ask(q) {
    adjust({ q });
  }

  again() {
    this.selected = new Set();
    this.key = undefined;
    remembered = undefined;
    this.arrived();
    this.requestUpdate();
  }

  /** @param {string} id */
  toggleColumn(id) {
    this.columns = this.columns.includes(id) ? this.columns.filter((it) => it !== id) : [...this.columns, id];
    localStorage.setItem("muster-columns", JSON.stringify(this.columns));
    this.requestUpdate();
  }

  /** @param {string} format */
  export(format) {
    return address("/export/credentials", { q: this.q, format });
  }
}

function chosenColumns() {
  try {
    const it = JSON.parse(localStorage.getItem("muster-columns") ?? "");
    if (Array.isArray(it) && it.includes("title")) return it;
  } catch {
    // Never chosen, or not by this console.
  }
  return FIRST;
}

customElements.define("page-roll", Roll);

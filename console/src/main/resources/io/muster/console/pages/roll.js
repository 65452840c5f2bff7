// The roll: every credential, filtered as one types.
import { html, nothing } from "../app/element.js";
import { address, get, put, remove } from "../app/api.js";
import { Keys } from "../app/keys.js";
import { Resource } from "../app/resource.js";
import { adjust, link, toCredential } from "../app/router.js";
import { count, slug } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { LedgerPage } from "./ledger-page.js";
import { COLUMNS, shownAt } from "./roll-columns.js";
import "../parts/bulk-tags.js";

class Roll extends LedgerPage {
  static properties = { selected: { state: true }, columns: { state: true } };

  path = "/credentials";
  firstSort = "expires";
  /** @type {[string, string]} */ noun = ["credential", "credentials"];
  facetsOf = "credentials";

  constructor() {
    super();
    /** @type {Set<string>} */ this.selected = new Set();
    /** @type {Resource<{ items: import("../app/types.js").SavedView[] }>} */ this.views = new Resource(this);
    this.views.load((signal) => get("/views", { signal }));
    /** The ids of those that are shown. @type {string[]} */ this.columns = chosenColumns();
    new Keys(this, [
      { key: "Escape", does: "selects nothing", run: () => (this.selected = new Set()) },
      { key: "t", does: "tags what is selected", run: () => this.tag() },
      { key: "e", does: "exports what is shown as CSV", run: () => location.assign(this.export("csv")) },
    ]);
  }

  /** Those of the address (a saved view has its own), otherwise those that were chosen here. */
  get shownColumns() {
    const ids = this.at.query.get("columns")?.split(",") ?? this.columns;
    return COLUMNS.filter((it) => it.always || ids.includes(it.id));
  }

  get title() {
    return this.q ? `${this.q} · Roll` : "Roll";
  }

  get isBusy() {
    return this.selected.size > 0;
  }

  changed() {
    this.selected = new Set();
    super.changed();
  }

  render() {
    return html`
      ${this.head("Roll", { sub: this.counted(), actions: this.actions() })}
      <div class="beside-facets">
        ${this.facetList()}
        <ledger-table
          label="Credentials"
          selectable
          .list=${this.ready ?? this.list}
          .columns=${this.shownColumns}
          .sort=${this.sort}
          .selected=${this.selected}
          .to=${toCredential}
          .hint=${this.hint()}
          @sort=${this.sorted}
          @select-rows=${(/** @type {CustomEvent} */ event) => (this.selected = event.detail)}
        ></ledger-table>
      </div>
      ${this.selected.size > 0 ? this.selection() : nothing}
      <bulk-tags .ids=${[...this.selected]} .query=${this.q} @tags-applied=${() => this.again()}></bulk-tags>
    `;
  }

  actions() {
    return html`
      <details class="menu">
        <summary>Views</summary>
        <div class="panel">
          ${(this.views.value?.items ?? []).map((it) => this.view(it))}
          <button data-may="write-all" @click=${() => this.saveView()}>Save this view…</button>
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
      <button data-may="write" @click=${() => this.tag()}>Tag…</button>
    `;
  }

  /** @param {import("../app/types.js").SavedView} it */
  view(it) {
    const to = link("/roll", { q: it.query, sort: it.sort, columns: it.columns?.join(",") });
    return html`<span class="choice">
      <a href=${to}>${it.name}</a>
      ${it.by ? html`<button class="quiet" aria-label=${`Delete the view ${it.name}`} @click=${() => this.deleteView(it)}>×</button>` : nothing}
    </span>`;
  }

  /** @param {{ id: string, title: string }} it */
  columnChoice({ id, title }) {
    return html`<label>
      <input type="checkbox" .checked=${this.shownColumns.some((it) => it.id === id)} @change=${() => this.toggleColumn(id)} />${title}
    </label>`;
  }

  selection() {
    return html`<div class="selection" role="status">
      ${count(this.selected.size, "credential")} selected
      <button class="primary" data-may="write" @click=${() => this.tag()}>Tag…</button>
      <button @click=${() => (this.selected = new Set())}>Select nothing</button>
    </div>`;
  }

  hint() {
    return this.q
      ? html`Take a filter away, or type less of the name. <button class="quiet" @click=${() => this.ask("")}>Show everything</button>`
      : html`The roll is empty. <a class="link" href="/sources">Add a source</a>, or run <code>muster scan TARGET --server …</code>.`;
  }

  tag() {
    /** @type {any} */ (this.querySelector("bulk-tags"))?.open();
  }

  async saveView() {
    const { q, sort } = this;
    const columns = this.shownColumns.map((it) => it.id);
    const saved = await ask({
      title: "Save this view",
      text: html`Everybody who uses this console sees it under Views. It asks for ${q ? html`<code>${q}</code>` : "everything"}, ordered by <code>${sort}</code>.`,
      fields: [{ name: "name", label: "Name", required: true }],
      action: "Save",
      does: ({ name }) => put(`/views/${slug(name)}`, { name, query: q, sort, columns }, this.versionOf(slug(name))),
    });
    if (saved) this.views.reload();
  }

  /** Who saves under a name that is there replaces that one. @param {string} id */
  versionOf(id) {
    const before = this.views.value?.items.find((it) => it.id === id);
    return before && `"${before.version}"`;
  }

  /** @param {import("../app/types.js").SavedView} it */
  async deleteView(it) {
    const done = await ask({
      title: `Delete the view ${it.name}`,
      text: html`It asks for <code>${it.query}</code>. Nobody sees it under Views any more; the rows stay.`,
      action: "Delete",
      danger: true,
      does: () => remove(`/views/${it.id}`, this.versionOf(it.id)),
    });
    if (done) this.views.reload();
  }

  /** @param {string} id */
  toggleColumn(id) {
    const shown = this.shownColumns.map((it) => it.id);
    this.columns = shown.includes(id) ? shown.filter((it) => it !== id) : [...shown, id];
    adjust({ columns: "" });
    localStorage.setItem("muster-columns", JSON.stringify(this.columns));
  }

  /** @param {string} format */
  export(format) {
    return address("/export/credentials", { q: this.q, format });
  }
}

/** @returns {string[]} */
function chosenColumns() {
  try {
    const it = JSON.parse(localStorage.getItem("muster-columns") ?? "");
    if (Array.isArray(it) && it.includes("title")) return it;
  } catch {
    // Never chosen, or not by this console.
  }
  return shownAt(innerWidth);
}

customElements.define("page-roll", Roll);

// A table over a list of any length. Only the rows in sight are in the document.
import { Element, html, nothing, repeat } from "../app/element.js";
import { Keys } from "../app/keys.js";
import { open } from "../app/router.js";
import { asProblem } from "../app/resource.js";
import { empty, refused } from "./states.js";

/**
 * @typedef {object} Column
 * @property {string} id also the class of its cells, by which a phone lays them out
 * @property {number} [width] in pixels; the one column without takes what is left
 * @property {string} title
 * @property {string} [sort] the API's name of the order; absent where there is none
 * @property {boolean} [number]
 * @property {(item: any) => unknown} cell
 */

/** Rows above and below the window that are there already when they come into sight. */
const MARGIN = 12;

/** What the column without a width gets at least. */
const LEAST = 220;

export class LedgerTable extends Element {
  static properties = {
    list: { attribute: false },
    columns: { attribute: false },
    sort: {},
    label: {},
    selected: { attribute: false },
    selectable: { type: Boolean },
    hint: { attribute: false },
    cursor: { state: true },
    window: { state: true },
  };

  constructor() {
    super();
    /** @type {import("../app/keyset-list.js").KeysetList<any> | undefined} */ this.list = undefined;
    /** @type {Column[]} */ this.columns = [];
    this.sort = "";
    this.label = "";
    /** Ids. @type {Set<string>} */ this.selected = new Set();
    this.selectable = false;
    /** What to say when there is no row. @type {unknown} */ this.hint = nothing;
    /** Where a row leads. @type {(item: any) => string} */ this.to = () => "";
    /** The row of the keyboard. */
    this.cursor = -1;
    this.window = { from: 0, to: 60 };
    this.look = () => this.looked();
    new Keys(this, [
      { key: "j", does: "goes to the next row", run: () => this.go(this.cursor + 1) },
      { key: "k", does: "goes to the row before", run: () => this.go(this.cursor - 1) },
      { key: "Enter", does: "opens the row", run: () => this.enter() },
      { key: "x", does: "selects the row", run: () => this.pick(this.cursor) },
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("scroll", this.look, { passive: true });
    addEventListener("resize", this.look, { passive: true });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("scroll", this.look);
    removeEventListener("resize", this.look);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("list")) this.cursor = -1;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  updated(changed) {
    const [above, below] = this.querySelectorAll(".spacer");
    const list = this.list;
    if (!list || !above) return;
    const to = Math.min(this.window.to, list.length);
    /** @type {HTMLElement} */ (above).style.height = `${this.window.from * this.rowHeight}px`;
    /** @type {HTMLElement} */ (below).style.height = `${Math.max(0, list.length - to) * this.rowHeight}px`;
    if (changed.has("columns")) this.layOut();
    if (changed.has("list")) this.looked();
    list.need(this.window.from, this.window.to);
  }

  /** More columns than fit make the page wider, not the cells narrower than what they say. */
  layOut() {
    const cols = [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("col"))];
    const widths = [...(this.selectable ? [40] : []), ...this.columns.map((it) => it.width)];
    cols.forEach((col, i) => (col.style.width = widths[i] ? `${widths[i]}px` : "auto"));
    this.style.minWidth = `${widths.reduce((/** @type {number} */ sum, it) => sum + (it ?? LEAST), 0)}px`;
  }

  get rowHeight() {
    return parseFloat(getComputedStyle(this).getPropertyValue("--row")) || 37;
  }

  /** Works out which rows are in sight. */
  looked() {
    const body = this.querySelector("tbody");
    if (!body) return;
    const top = -body.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(top / this.rowHeight) - MARGIN);
    const to = Math.ceil((top + innerHeight) / this.rowHeight) + MARGIN;
    // In steps, so that not every pixel of scrolling draws again.
    const step = MARGIN / 2;
    const window = { from: from - (from % step), to: Math.max(40, to + step - (to % step)) };
    if (window.from !== this.window.from || window.to !== this.window.to) this.window = window;
  }

  render() {
    const list = this.list;
    if (!list) return nothing;
    if (list.problem && !list.begun) return refused(asProblem(list.problem), () => this.again());
    if (list.begun && list.length === 0) return empty("Nothing matches.", this.hint);
    return html`
      <table class="ledger" aria-label=${this.label} aria-rowcount=${list.ended ? list.length + 1 : -1} aria-busy=${!list.begun}>
        <colgroup>
          ${this.selectable ? html`<col>` : nothing}
          ${this.columns.map(() => html`<col>`)}
        </colgroup>
        <thead><tr role="row">${this.selectable ? this.selectAll() : nothing}${this.columns.map((it) => this.head(it))}</tr></thead>
        <tbody>
          <tr class="spacer" aria-hidden="true"></tr>
          ${this.rows(list)}
          <tr class="spacer" aria-hidden="true"></tr>
        </tbody>
      </table>
      ${list.problem ? refused(asProblem(list.problem), () => this.again()) : nothing}
    `;
  }

  /** @param {import("../app/keyset-list.js").KeysetList<any>} list */
  rows(list) {
    const to = list.begun ? Math.min(this.window.to, list.length) : 20;
    const indexes = Array.from({ length: Math.max(0, to - this.window.from) }, (_, i) => this.window.from + i);
    return repeat(indexes, (/** @type {number} */ it) => it, (/** @type {number} */ it) => this.row(it, list.at(it)));
  }

  /** @param {number} index @param {any} item */
  row(index, item) {
    const span = this.columns.length + (this.selectable ? 1 : 0);
    if (!item) return html`<tr class="coming" role="row"><td role="cell" colspan=${span}><i></i></td></tr>`;
    const selected = this.selected.has(item.id);
    return html`<tr
      role="row"
      aria-rowindex=${index + 2}
      class="${index === this.cursor ? "cursor" : ""} ${selected ? "selected" : ""}"
      @click=${(/** @type {MouseEvent} */ event) => this.clicked(event, index)}
    >
      ${this.selectable
        ? html`<td class="select" role="cell">
            <input type="checkbox" aria-label=${`Select ${item.title ?? item.name ?? "row"}`} .checked=${selected} @change=${() => this.pick(index)} />
          </td>`
        : nothing}
      ${this.columns.map((it) => html`<td role="cell" class="${it.id} ${it.number ? "number" : ""}">${it.cell(item)}</td>`)}
    </tr>`;
  }

  selectAll() {
    return html`<th class="select" role="columnheader" scope="col"><span class="only-spoken">Selected</span></th>`;
  }

  /** @param {Column} column */
  head(column) {
    const descending = this.sort === `-${column.sort}`;
    const sorted = column.sort && (descending || this.sort === column.sort);
    const direction = sorted ? (descending ? "descending" : "ascending") : nothing;
    return html`<th role="columnheader" scope="col" class="${column.id} ${column.number ? "number" : ""}" aria-sort=${direction}>
      ${column.sort
        ? html`<button @click=${() => this.tell("sort", sorted && !descending ? `-${column.sort}` : column.sort)}>
            ${column.title}<span aria-hidden="true">${sorted ? (descending ? " ↓" : " ↑") : ""}</span>
          </button>`
        : column.title}
    </th>`;
  }

  again() {
    this.list?.retry();
    this.requestUpdate();
  }

  /** The whole row leads where its first link leads. @param {MouseEvent} event @param {number} index */
  clicked(event, index) {
    if (/** @type {Element} */ (event.target).closest("a, button, input")) return;
    if (getSelection()?.toString()) return;
    this.cursor = index;
    this.enter();
  }

  enter() {
    const item = this.list?.at(this.cursor);
    const to = item && this.to(item);
    if (to) open(to);
  }

  /** @param {number} index */
  go(index) {
    const length = this.list?.length ?? 0;
    if (length === 0) return;
    this.cursor = Math.max(0, Math.min(index, length - 1));
    const body = /** @type {HTMLElement} */ (this.querySelector("tbody"));
    const top = body.getBoundingClientRect().top + this.cursor * this.rowHeight;
    const head = 120;
    if (top < head) scrollBy(0, top - head);
    else if (top + this.rowHeight > innerHeight) scrollBy(0, top + this.rowHeight - innerHeight + 8);
  }

  /** @param {number} index */
  pick(index) {
    const item = this.list?.at(index);
    if (!item || !this.selectable) return;
    const selected = new Set(this.selected);
    if (!selected.delete(item.id)) selected.add(item.id);
    this.tell("select-rows", selected);
  }
}

customElements.define("ledger-table", LedgerTable);

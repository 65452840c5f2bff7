// Tags for many credentials at once. What will be touched is shown before it is.
import { Element, html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { asProblem, Resource } from "../app/resource.js";
import { count } from "../app/words.js";
import { refused } from "./states.js";

/** @typedef {{ rows: number, changed: number }} Preview */

class BulkTags extends Element {
  static properties = {
    ids: { attribute: false },
    query: {},
    add: { state: true },
    drop: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    /** What is selected; empty for all that the query matches. @type {string[]} */ this.ids = [];
    this.query = "";
    this.add = "";
    this.drop = "";
    this.busy = false;
    /** @type {import("../app/api.js").Problem | undefined} */ this.problem = undefined;
    /** @type {Resource<Preview>} */ this.preview = new Resource(this);
    /** @type {Resource<{ items: { name: string }[] }>} */ this.tags = new Resource(this);
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  open() {
    this.add = "";
    this.drop = "";
    this.problem = undefined;
    this.preview.forget();
    this.tags.load((signal) => get("/tags", { signal }));
    this.look();
    this.dialog.showModal();
  }

  get change() {
    const chosen = this.ids.length > 0 ? { ids: this.ids } : { q: this.query };
    return { list: "credentials", ...chosen, add: words(this.add), remove: words(this.drop) };
  }

  /** What it would touch. */
  look() {
    this.preview.load((signal) => post("/tags/apply", { ...this.change, preview: true }, { signal }));
  }

  async apply() {
    this.busy = true;
    try {
      await post("/tags/apply", { ...this.change, preview: false });
      this.dialog.close();
      this.tell("tags-applied");
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.busy = false;
  }

  render() {
    const nothingToDo = words(this.add).length + words(this.drop).length === 0;
    const problem = this.problem ?? this.preview.problem;
    return html`<dialog aria-labelledby="bulk-title">
      <form @submit=${(/** @type {Event} */ event) => { event.preventDefault(); this.apply(); }}>
        <h2 id="bulk-title">${this.ids.length > 0 ? `Tag ${count(this.ids.length, "credential")}` : "Tag everything that is shown"}</h2>
        <label class="field">Add
          <input list="known-tags" placeholder="pci customer-facing" .value=${this.add} @input=${(/** @type {any} */ event) => { this.add = event.target.value; this.look(); }} />
        </label>
        <label class="field">Take away
          <input list="known-tags" placeholder="legacy" .value=${this.drop} @input=${(/** @type {any} */ event) => { this.drop = event.target.value; this.look(); }} />
        </label>
        <datalist id="known-tags">${(this.tags.value?.items ?? []).map((it) => html`<option value=${it.name}></option>`)}</datalist>
        ${problem ? refused(problem) : this.said(nothingToDo)}
        <div class="buttons">
          <button type="button" @click=${() => this.dialog.close()}>Cancel</button>
          <button class="primary" ?disabled=${nothingToDo || this.busy || !this.preview.value}>Tag ${this.preview.value ? count(this.preview.value.rows, "credential") : ""}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** @param {boolean} nothingToDo */
  said(nothingToDo) {
    const it = this.preview.value;
    if (!it) return html`<p class="soft">Counting…</p>`;
    const which = this.ids.length === 0 && this.query ? html` that match <code>${this.query}</code>` : nothing;
    const what = nothingToDo ? html`This is about` : html`This touches`;
    return html`<p class="soft" role="status">${what} ${count(it.rows, "credential")}${which}.</p>`;
  }
}

/** @param {string} text */
const words = (text) => text.split(/[\s,]+/).filter(Boolean);

customElements.define("bulk-tags", BulkTags);

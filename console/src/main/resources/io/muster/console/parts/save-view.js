// A name for a query, its order and its columns, for everybody.
import { Element, html, nothing } from "../app/element.js";
import { post } from "../app/api.js";
import { asProblem } from "../app/resource.js";
import { refused } from "./states.js";

class SaveView extends Element {
  static properties = { query: {}, sort: {}, columns: { attribute: false }, problem: { state: true } };

  constructor() {
    super();
    this.query = "";
    this.sort = "";
    /** @type {string[]} */ this.columns = [];
    /** @type {import("../app/api.js").Problem | undefined} */ this.problem = undefined;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  open() {
    this.problem = undefined;
    this.dialog.showModal();
  }

  /** @param {SubmitEvent} event */
  async save(event) {
    event.preventDefault();
    const name = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("name")).trim();
    try {
      await post("/views", { name, q: this.query, sort: this.sort, columns: this.columns });
      this.dialog.close();
      this.tell("view-saved");
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  render() {
    return html`<dialog aria-labelledby="view-title">
      <form @submit=${this.save}>
        <h2 id="view-title">Save this view</h2>
        <p class="soft">Everybody who uses this console sees it under Views.</p>
        <label class="field">Name <input name="name" required maxlength="80" autocomplete="off" /></label>
        <p class="soft">It asks for ${this.query ? html`<code>${this.query}</code>` : "everything"}, ordered by <code>${this.sort}</code>.</p>
        ${this.problem ? refused(this.problem) : nothing}
        <div class="buttons">
          <button type="button" @click=${() => this.dialog.close()}>Cancel</button>
          <button class="primary">Save</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define("save-view", SaveView);

// The query: visible, editable, completed as one types. Typing tells `type-query`, Enter `submit-query`.
import { Element, html, live, nothing } from "../app/element.js";
import { get, isAborted } from "../app/api.js";
import { inWords, parse, without } from "../app/query.js";

/** As fast as people pause between letters. */
const PAUSE = 110;

class QueryBar extends Element {
  static properties = {
    query: {},
    subject: {},
    offers: { state: true },
    chosen: { state: true },
  };

  constructor() {
    super();
    this.query = "";
    /** What is searched: credentials, identities, findings. */
    this.subject = "credentials";
    /** @type {import("../app/types.js").Suggestion[]} */ this.offers = [];
    /** What of the query an offer replaces. */
    this.span = { from: 0, to: 0 };
    this.chosen = -1;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
    /** @type {AbortController | undefined} */ this.asking = undefined;
  }

  get field() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input"));
  }

  focusField() {
    this.field.focus();
    this.field.select();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  render() {
    const open = this.offers.length > 0;
    return html`
      <div class="field" role="search">
        <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
          <circle cx="7" cy="7" r="4.5" /><path d="m10.5 10.5 4 4" />
        </svg>
        <input
          type="text"
          role="combobox"
          aria-label=${`Search ${this.subject}`}
          aria-autocomplete="list"
          aria-expanded=${open}
          aria-controls="query-offers"
          aria-activedescendant=${this.chosen >= 0 ? `query-offer-${this.chosen}` : nothing}
          placeholder="Part of a name, place or fingerprint, or kind:service expires<30d owner:none"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          .value=${live(this.query)}
          @input=${this.typed}
          @keydown=${this.key}
          @blur=${() => (this.offers = [])}
        />
        ${this.query
          ? html`<button class="quiet clear" aria-label="Clear the search" @click=${() => this.replace("")}>×</button>`
          : html`<kbd aria-hidden="true">/</kbd>`}
      </div>
      <ul id="query-offers" class="offers" role="listbox" aria-label="Completions" ?hidden=${!open}>
        ${this.offers.map(
          (it, i) => html`<li
            id=${`query-offer-${i}`}
            role="option"
            aria-selected=${i === this.chosen}
            @mousedown=${(/** @type {Event} */ event) => this.take(event, it)}
          >
            <span class="mono">${it.text}</span><small>${it.meaning}</small>
          </li>`,
        )}
      </ul>
      ${this.chips()}
    `;
  }

  chips() {
    const terms = parse(this.query).filter((it) => it.field && it.values.length > 0);
    if (terms.length === 0) return nothing;
    return html`<ul class="chips" aria-label="Filters">
      ${terms.map(
        (it) => html`<li>
          <button class="chip" @click=${() => this.replace(without(this.query, it))}>
            ${inWords(it)}<span aria-hidden="true">×</span><span class="only-spoken">, remove</span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  typed() {
    this.query = this.field.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.tell("type-query", this.query);
      this.complete();
    }, PAUSE);
  }

  async complete() {
    this.asking?.abort();
    const mine = (this.asking = new AbortController());
    const at = this.field.selectionStart ?? this.query.length;
    try {
      const query = { q: this.query, at, list: this.subject };
      const { from, to, suggestions } = await get("/complete", { query, signal: mine.signal });
      this.span = { from, to };
      if (document.activeElement === this.field) this.offers = suggestions;
      this.chosen = -1;
    } catch (error) {
      if (!isAborted(error)) this.offers = [];
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const n = this.offers.length;
    if (event.key === "ArrowDown" && n > 0) this.chosen = (this.chosen + 1) % n;
    else if (event.key === "ArrowUp" && n > 0) this.chosen = (this.chosen - 1 + n) % n;
    else if (event.key === "Tab" && n > 0 && !event.shiftKey) return this.take(event, this.offers[Math.max(0, this.chosen)]);
    else if (event.key === "Enter" && this.chosen >= 0) return this.take(event, this.offers[this.chosen]);
    else if (event.key === "Enter") this.submit();
    else if (event.key === "Escape" && n > 0) this.offers = [];
    else if (event.key === "Escape") this.field.blur();
    else return;
    event.preventDefault();
  }

  submit() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.offers = [];
    this.tell("submit-query", this.query);
  }

  /** @param {Event} event @param {import("../app/types.js").Suggestion} it */
  take(event, it) {
    event.preventDefault();
    const { from, to } = this.span;
    const done = !/[:<>]$/.test(it.text);
    const text = it.text + (done ? " " : "");
    this.query = this.query.slice(0, from) + text + this.query.slice(to).trimStart();
    this.offers = [];
    this.chosen = -1;
    this.tell("type-query", this.query.trim());
    this.updateComplete.then(() => {
      this.field.focus();
      this.field.setSelectionRange(from + text.length, from + text.length);
      if (!done) this.complete();
    });
  }

  /** @param {string} query */
  replace(query) {
    this.query = query;
    this.offers = [];
    this.tell("type-query", query);
    this.focusField();
  }
}

customElements.define("query-bar", QueryBar);

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
    text: { state: true },
    offers: { state: true },
    chosen: { state: true },
  };

  constructor() {
    super();
    /** What is asked, from outside. */
    this.query = "";
    /** What stands in the field: ahead of what is asked while a value is half typed. */
    this.text = "";
    /** What was told, until it comes back as what is asked. @type {string | undefined} */ this.told = undefined;
    /** What is searched: credentials, identities, findings. */
    this.subject = "credentials";
    /** @type {import("../app/types.js").Suggestion[]} */ this.offers = [];
    /** What of the query an offer replaces. */
    this.span = { from: 0, to: 0 };
    this.chosen = -1;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
    /** @type {AbortController | undefined} */ this.asking = undefined;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("query")) return;
    if (this.query !== this.told) this.text = this.query;
    this.told = undefined;
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
          .value=${live(this.text)}
          @input=${this.typed}
          @keydown=${this.key}
          @blur=${() => (this.offers = [])}
        />
        ${this.text
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
    const terms = parse(this.text).filter((it) => it.field && it.values.length > 0);
    if (terms.length === 0) return nothing;
    return html`<ul class="chips" aria-label="Filters">
      ${terms.map(
        (it) => html`<li>
          <button class="chip" @click=${() => this.replace(without(this.text, it))}>
            ${inWords(it)}<span aria-hidden="true">×</span><span class="only-spoken">, remove</span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  typed() {
    this.text = this.field.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.think(), PAUSE);
  }

  /** Asks, but not yet for a value that is half typed: the rows would vanish and come back. */
  async think() {
    const { text } = this;
    const term = parse(text).find((it) => it.end === this.field.selectionStart);
    if (!term?.field) {
      this.say(text);
      return this.complete();
    }
    await this.complete();
    if (text !== this.text) return;
    const value = term.values.at(-1);
    const isHalf = !value || (this.offers.length > 0 && !this.offers.some((it) => it.text === value));
    this.say(isHalf ? without(text, term) : text);
  }

  /** @param {string} query */
  say(query) {
    if (query === (this.told ?? this.query)) return;
    this.told = query;
    this.tell("type-query", query);
  }

  async complete() {
    this.asking?.abort();
    const mine = (this.asking = new AbortController());
    const at = this.field.selectionStart ?? this.text.length;
    try {
      const query = { q: this.text, at, list: this.subject };
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
    if (this.text !== this.query) this.told = this.text;
    this.tell("submit-query", this.text);
  }

  /** @param {Event} event @param {import("../app/types.js").Suggestion} it */
  take(event, it) {
    event.preventDefault();
    const { from, to } = this.span;
    const done = !/[:<>]$/.test(it.text);
    const text = it.text + (done ? " " : "");
    this.text = this.text.slice(0, from) + text + this.text.slice(to).trimStart();
    this.offers = [];
    this.chosen = -1;
    if (done) this.say(this.text.trim());
    this.updateComplete.then(() => {
      this.field.focus();
      this.field.setSelectionRange(from + text.length, from + text.length);
      if (!done) this.complete();
    });
  }

  /** @param {string} text */
  replace(text) {
    this.text = text;
    this.offers = [];
    this.say(text);
    this.focusField();
  }
}

customElements.define("query-bar", QueryBar);

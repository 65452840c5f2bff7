// The values of each field with how many rows have them; a click narrows the query or widens it again.
import { Element, html } from "../app/element.js";
import { asksFor } from "../app/query.js";
import { named, number } from "../app/words.js";

/** @type {Record<string, string>} */
const TITLES = { issuerkind: "issuer", class: "quantum state" };

/** Fields whose values are words of ours; the others are names that somebody gave. */
const WORDS = new Set(["kind", "type", "state", "issuerkind", "class", "role"]);

class FacetList extends Element {
  static properties = { facets: { attribute: false }, query: {} };

  constructor() {
    super();
    /** @type {import("../app/types.js").Facet[]} */ this.facets = [];
    this.query = "";
  }

  render() {
    return this.facets
      .filter((it) => it.values.length > 0)
      .map(({ field, values }) => html`<section>
        <h2 id=${`facet-${field}`}>${TITLES[field] ?? field}</h2>
        <ul aria-labelledby=${`facet-${field}`}>
          ${values.map((it) => this.value(field, it))}
        </ul>
      </section>`);
  }

  /** @param {string} field @param {{ value: string, count: number }} it */
  value(field, { value, count }) {
    const on = asksFor(this.query, field, value);
    return html`<li>
      <button aria-pressed=${on} @click=${() => this.tell("toggle-value", { field, value })}>
        <span class="cut ${field === "severity" ? value : ""}">${WORDS.has(field) ? named(value) : value}</span><span class="faint">${number(count)}</span>
      </button>
    </li>`;
  }
}

customElements.define("facet-list", FacetList);

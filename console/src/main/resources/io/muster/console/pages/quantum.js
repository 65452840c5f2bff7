// By when each credential must have been replaced because a quantum computer would break it.
import { html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { adjust, toCredential } from "../app/router.js";
import { called, date, named, number } from "../app/words.js";
import { empty } from "../parts/states.js";
import "../parts/more-table.js";
import { Page } from "./page.js";

/** @typedef {{ id: string, title: string, owner?: { name: string }, algorithm: string, bits: number, standing: string, category: string, deprecated?: string, disallowed?: string, cnsaPrefer?: number, cnsaExclusive?: string, outlives: boolean, notAfter?: string }} Asset */

/** @type {Record<string, string>} */
const TONES = { ready: "good", safe: "good", hybrid: "good", vulnerable: "medium", broken: "critical", unknown: "faint" };

class QuantumPage extends Page {
  constructor() {
    super();
    /** @type {Resource<{ items: { strength: string, credentials: number }[], sources: string[] }>} */ this.summary = new Resource(this);
  }

  get title() {
    return "Post-quantum";
  }

  get query() {
    return this.at.query.get("q") ?? "";
  }

  arrived() {
    this.summary.load((signal) => get("/pqc/summary", { signal }));
  }

  render() {
    return html`
      ${this.head("Post-quantum readiness", {
        sub: html`<span>By when each key must have been replaced. <code>class:quantum-vulnerable owner:payments</code> above narrows it down.</span>`,
        actions: this.classes(),
      })}
      <section class="card">
        <header><h2>Credentials with a key</h2><small>${this.summary.value?.sources.join(" · ") ?? nothing}</small></header>
        <more-table label="Credentials with a key, and their dates" path="/pqc" .query=${{ q: this.query }} .limit=${50} .columns=${COLUMNS} .hint=${empty("No credential has a key here.", "Scan something, or ask for less.")}></more-table>
      </section>
    `;
  }

  /** Of the whole estate: whoever sees a part of it has the table alone. */
  classes() {
    const items = this.summary.value?.items ?? [];
    return html`${items.map(({ strength, credentials }) => {
      const q = `class:${strength}`;
      return html`<button aria-pressed=${this.query === q} class=${this.query === q ? "chip" : ""} @click=${() => adjust({ q: this.query === q ? "" : q })}>${named(strength)} ${number(credentials)}</button>`;
    })}`;
  }
}

/** @param {string | undefined} day */
const day = (day) => (day ? date(day) : html`<span class="faint">—</span>`);

/** @type {import("../parts/more-table.js").Cell[]} */
const COLUMNS = [
  { title: "Credential", cell: (/** @type {Asset} */ it) => html`<a href=${toCredential(it)}>${called(it.title)}</a>` },
  { title: "Team", wide: true, cell: (/** @type {Asset} */ it) => it.owner?.name ?? nothing },
  { title: "Key", cell: (/** @type {Asset} */ it) => (it.bits && !/\d/.test(it.algorithm) ? `${it.algorithm} ${it.bits}` : it.algorithm) },
  { title: "Stands", cell: (/** @type {Asset} */ it) => html`<span class="compliance-status ${TONES[it.standing] ?? "faint"} nowrap">${it.standing}</span>` },
  { title: "Deprecated after", wide: true, cell: (/** @type {Asset} */ it) => day(it.deprecated) },
  { title: "Disallowed after", cell: (/** @type {Asset} */ it) => day(it.disallowed) },
  { title: "CNSA 2.0 until", wide: true, cell: (/** @type {Asset} */ it) => html`<span title=${it.category}>${day(it.cnsaExclusive)}</span>` },
  { title: "Ends", wide: true, cell: (/** @type {Asset} */ it) => html`${it.notAfter ? date(it.notAfter) : "no end"}${it.outlives ? html` <span class="critical">too late</span>` : nothing}` },
];

customElements.define("page-quantum", QuantumPage);

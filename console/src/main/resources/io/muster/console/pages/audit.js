// Who did what: the append-only log, the latest first.
import { html, nothing } from "../app/element.js";
import { checkpoint } from "../app/answers.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { number } from "../app/words.js";
import { moment } from "../parts/marks.js";
import { empty, shown } from "../parts/states.js";
import { Page } from "./page.js";
import "../parts/more-table.js";

/** @type {import("../parts/more-table.js").Cell[]} */
const ENTRIES = [
  { title: "When", cell: (it) => moment(it.at) },
  { title: "Who", cell: (it) => it.actor ?? nothing },
  { title: "What", cell: (it) => html`${it.action} ${details(it.detail)}` },
  { title: "On", cell: (it) => (it.subject ? html`<code class="some">${it.subject}</code>` : nothing) },
  { title: "Request", wide: true, cell: (it) => (it.request ? html`<code class="faint">${it.request}</code>` : nothing) },
  { title: "Entry", wide: true, number: true, cell: (it) => number(it.index) },
];

/** @param {Record<string, string>} [detail] */
const details = (detail = {}) =>
  html`<span class="faint some">${Object.entries(detail).filter(([, it]) => it !== "").map(([name, it]) => `${name} ${it}`).join(", ")}</span>`;

class Audit extends Page {
  constructor() {
    super();
    /** @type {Resource<ReturnType<typeof checkpoint>>} */ this.checkpoint = new Resource(this);
  }

  get title() {
    return "Audit log";
  }

  arrived() {
    this.checkpoint.load((signal) => get("/audit/checkpoint", { signal }).then(checkpoint));
  }

  render() {
    return html`
      ${this.head("Audit log", { sub: "Every change, written with the change it records. Entries are never altered; muster audit verify proves it.", actions: html`<a class="button" href="/api/v1/audit/export" download="muster-audit-export.txt" title="All entries with what proves them: muster audit verify FILE checks them anywhere">Export</a>` })}
      <section class="card">
        <header><h2>Checkpoint</h2></header>
        ${this.checkpoint.problem?.status === 404 ? empty("Nothing was decided yet, so nothing is signed.") : shown(
          this.checkpoint,
          (it) => html`<dl class="facts">
            <dt>log</dt><dd>${it.origin}</dd>
            <dt>entries</dt><dd>${number(it.size)}</dd>
            <dt>root hash</dt><dd><code>${it.root}</code></dd>
          </dl>`,
        )}
      </section>
      <section class="card below">
        <more-table label="Audit log" path="/audit" .columns=${ENTRIES} .limit=${50} .hint=${"Nothing was done yet."}></more-table>
      </section>
    `;
  }
}

customElements.define("page-audit", Audit);

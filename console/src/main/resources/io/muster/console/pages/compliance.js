// How the estate stands to what standards ask for: frameworks, and the reports for those who must be shown.
import { html, nothing } from "../app/element.js";
import { address, get, post } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { bytes, number } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { moment } from "../parts/marks.js";
import { statusBar, statuses } from "../parts/compliance.js";
import { empty, lines, shown } from "../parts/states.js";
import { Page } from "./page.js";
import "../parts/more-table.js";

/** @typedef {{ id: string, name: string, edition: string, controls: number, met: number, partlyMet: number, notMet: number, notComputed: number, counted?: string }} Framework */
/** @typedef {{ id: string, kind: string, title: string, format: string, month?: string, made: string, by: string, bytes: number, href: string }} Report */

const KINDS = [
  ["dora", "DORA: controls and register of certificates"],
  ["pci-dss", "PCI DSS"],
  ["soc2", "SOC 2"],
  ["nist-csf", "NIST CSF"],
  ["nis2", "NIS2"],
  ["iso27001", "ISO/IEC 27001"],
  ["nhi-top-10", "OWASP NHI Top 10"],
  ["cbom", "Cryptography bill of materials"],
  ["monthly", "Monthly summary"],
];

class Compliance extends Page {
  constructor() {
    super();
    /** @type {Resource<{ items: Framework[] }>} */ this.frameworks = new Resource(this);
  }

  get title() {
    return "Compliance";
  }

  arrived() {
    this.frameworks.load((signal) => get("/compliance", { signal }));
  }

  render() {
    return html`
      ${this.head("Compliance", {
        sub: "What each standard asks for, counted in the roll. What cannot be counted is said, with the reason.",
        actions: html`<button class="primary" @click=${() => this.make()}>Make a report…</button>`,
      })}
      <section class="card">
        <header><h2>Frameworks</h2><small>${this.counted()}</small></header>
        ${shown(this.frameworks, ({ items }) => table(items), lines(7))}
      </section>
      <section class="card below">
        <header><h2>Reports</h2><small>sealed; muster report verify checks one anywhere</small></header>
        <more-table label="Reports" path="/reports" .columns=${REPORTS} .hint=${empty("No report is kept yet.", "The server makes the first monthly summary when a month has ended.")}></more-table>
      </section>
    `;
  }

  counted() {
    const at = this.frameworks.value?.items[0]?.counted;
    return at ? html`counted ${moment(at)}` : "not counted yet: the server counts some seconds after its start";
  }

  async make() {
    const made = await ask({
      title: "Make a report",
      text: "It is made of what is known now, sealed with the server's key and kept for 90 days.",
      fields: [
        { name: "kind", label: "Report", type: "choice", value: "dora", options: KINDS.map(([value, says]) => ({ value, says })) },
        { name: "format", label: "Format", type: "choice", value: "pdf", options: [{ value: "pdf", says: "PDF" }, { value: "html", says: "HTML" }, { value: "json", says: "JSON" }] },
      ],
      action: "Make",
      does: ({ kind, format }) => post("/reports", { kind, format: kind === "cbom" ? "json" : format }),
    });
    if (made) /** @type {any} */ (this.querySelector("more-table"))?.reload();
  }
}

/** @type {import("../parts/more-table.js").Cell[]} */
const REPORTS = [
  { title: "Report", cell: (/** @type {Report} */ it) => html`<a href=${address(`/reports/kept/${encodeURIComponent(it.id)}`)} download><b>${it.title}</b></a>${it.month ? html` <span class="faint">${it.month}</span>` : nothing}` },
  { title: "Format", cell: (/** @type {Report} */ it) => it.format.toUpperCase() },
  { title: "Made", cell: (/** @type {Report} */ it) => html`${moment(it.made)} <span class="faint">by ${it.by}</span>` },
  { title: "Size", wide: true, number: true, cell: (/** @type {Report} */ it) => bytes(it.bytes) },
];

/** @param {Framework[]} items */
const table = (items) =>
  html`<table class="plain-table">
    <caption class="only-spoken">Frameworks, and how many of their controls are met</caption>
    <thead>
      <tr><th scope="col">Framework</th><th scope="col" class="wide">Controls</th>${statuses.map((it) => html`<th scope="col" class="number">${it.short}</th>`)}</tr>
    </thead>
    <tbody>
      ${items.map(
        (it) => html`<tr>
          <td><a href=${`/compliance/${it.id}`}><b>${it.name}</b></a><br /><small class="faint wide">${it.edition}</small></td>
          <td class="wide">${statusBar(it)}</td>
          ${statuses.map((one) => html`<td class="number ${one.tone}">${number(/** @type {any} */ (it)[one.key])}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>`;

customElements.define("page-compliance", Compliance);

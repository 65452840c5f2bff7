// One control: each piece of evidence with its count, the query behind it and the first rows.
import { html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { link, toCredential, toIdentity, toSource } from "../app/router.js";
import { called, number } from "../app/words.js";
import { moment } from "../parts/marks.js";
import { evidenceMark, statusMark } from "../parts/compliance.js";
import { empty } from "../parts/states.js";
import { Page } from "./page.js";

/** @typedef {{ kind: string, id?: string, title: string, says?: string }} Row */
/** @typedef {{ id: string, title: string, state: string, found?: number, foundIsAtLeast?: boolean, of?: number, ofIsAtLeast?: boolean, list?: string, q?: string, at?: string, rows: Row[] }} Piece */
/** @typedef {{ framework: string, frameworkName: string, id: string, requirement: string, check: string, status: string, why: string[], cannot?: string, evidence: Piece[] }} Control */

/** @type {Record<string, string>} */
const PAGES = { credentials: "/roll", identities: "/identities", findings: "/findings", sightings: "/roll" };

class ControlPage extends Page {
  constructor() {
    super();
    /** @type {Resource<Control>} */ this.control = new Resource(this);
  }

  get title() {
    return this.control.value ? `${this.control.value.frameworkName} ${this.control.value.id}` : "Control";
  }

  arrived() {
    const { id, control } = this.at.parameters;
    this.control.load((signal) => get(`/compliance/${encodeURIComponent(id)}/${encodeURIComponent(control)}`, { signal }));
  }

  render() {
    return this.whole(this.control, (it) => this.body(it));
  }

  /** @param {Control} it */
  body(it) {
    return html`
      ${this.head(it.id, {
        crumb: html`<a href="/compliance">Compliance</a> › <a href=${`/compliance/${it.framework}`}>${it.frameworkName}</a> ›`,
        sub: html`${statusMark(it.status)} <span>${it.requirement}</span>`,
      })}
      <section class="card">
        <dl class="facts">
          <dt>what would show it</dt><dd>${it.check}</dd>
          ${it.cannot ? html`<dt>not computed</dt><dd>${it.cannot}</dd>` : nothing}
        </dl>
      </section>
      ${it.evidence.length === 0 ? html`<section class="card below">${empty("Nothing of this can be computed.", it.cannot)}</section>` : it.evidence.map(piece)}
    `;
  }
}

/** @param {Piece} it */
const piece = (it) =>
  html`<section class="card below">
    <header><h2>${it.title}</h2><small>${evidenceMark(it.state)}</small>${it.list && it.q ? html`<a class="button" href=${link(PAGES[it.list] ?? "/roll", { q: query(it) })}>All rows</a>` : nothing}</header>
    <p class="padded">
      ${it.found === undefined ? nothing : html`<b>${counted(it.found, it.foundIsAtLeast)}</b> of ${counted(it.of ?? 0, it.ofIsAtLeast)}. `}
      ${it.q ? html`<code class="faint">${it.q}</code> ` : nothing}
      ${it.at ? html`<span class="faint">counted ${moment(it.at)}</span>` : html`<span class="faint">not counted yet</span>`}
    </p>
    ${it.rows.length === 0 ? nothing : html`<table class="plain-table">
      <caption class="only-spoken">The first rows of ${it.title}</caption>
      <thead><tr><th scope="col">What</th><th scope="col">Where or why</th></tr></thead>
      <tbody>${it.rows.map((row) => html`<tr><td>${name(row)}</td><td class="soft">${row.says ?? nothing}</td></tr>`)}</tbody>
    </table>`}
  </section>`;

/** Findings are asked for open ones by their page itself. @param {Piece} it */
const query = (it) => (it.q ?? "").replace("resolved:none ", "");

/** @param {number} n @param {boolean} [least] */
const counted = (n, least) => `${least ? "at least " : ""}${number(n)}`;

/** @param {Row} row */
function name(row) {
  const it = { id: row.id ?? "" };
  const to = row.kind === "credential" ? toCredential(it) : row.kind === "identity" ? toIdentity(it) : toSource(it);
  return row.id ? html`<a href=${to} title=${row.title}>${called(row.title)}</a>` : row.title;
}

customElements.define("page-control", ControlPage);

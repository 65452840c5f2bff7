// How the program stands: six figures, each with its target, its alert line and a way to its rows.
import { html, nothing, svg } from "../app/element.js";
import { link } from "../app/router.js";
import { number } from "../app/words.js";

/** @typedef {import("../app/types.js").Figure} Figure */

/** What a state means for whoever looks. */
const STATES = { good: "on target", warning: "short of its target", alert: "beyond its alert line", unknown: "not known" };

const PAGES = { credentials: "/roll", identities: "/identities", findings: "/findings" };

/** @param {Figure[]} figures */
export const programBoard = (figures) =>
  html`<section class="program">
    <header><h2>The program</h2><small>six figures, their targets and alert lines</small></header>
    <ul class="figures">${figures.map((it) => html`<li class="card">${tile(it)}</li>`)}</ul>
  </section>`;

/** @param {Figure} it */
const tile = (it) =>
  it.list ? html`<a href=${rows(it.list, it.q ?? "")} title=${it.counts}>${body(it)}</a>` : html`<div class="tile" title=${it.counts}>${body(it)}</div>`;

/** Findings are asked for open ones by their page itself. @param {keyof typeof PAGES} list @param {string} q */
const rows = (list, q) => link(PAGES[list], { q: q.replace("resolved:none ", "") });

/** @param {Figure} it */
const body = (it) =>
  html`<span class="label">${it.title}</span>
    <span class="value ${it.state}">${it.value === undefined || it.value === null ? "–" : said(it, it.value)}</span>
    <span class="verdict ${it.state}">${STATES[it.state]}</span>
    ${it.unit === "percent" && typeof it.value === "number" ? meter(it, it.value) : nothing}
    <span class="note">${it.unknown ?? html`${counted(it)}${lines(it)}`}</span>`;

/** How many of how many; ages are in seconds, which say nothing to anybody. @param {Figure} it */
const counted = ({ id, part, whole }) =>
  typeof part === "number" && typeof whole === "number" && id !== "age-against-policy" ? `${number(part)} of ${number(whole)}. ` : "";

/** @param {Figure} it @param {number} value */
const said = (it, value) => (it.unit === "percent" ? `${number(Math.round(value * 10) / 10)} %` : number(value));

/** @param {Figure} it */
const lines = (it) => {
  const target = it.target === 0 ? "0" : `${it.wanted} ${said(it, it.target)}`;
  return `Target ${target}, alert ${it.wanted === "above" ? "below" : "above"} ${said(it, it.alert)}`;
};

/** The value as a bar, the alert line across it. @param {Figure} it @param {number} value */
function meter(it, value) {
  const most = Math.max(it.wanted === "above" ? 100 : 2 * it.alert, it.target, value);
  const at = (/** @type {number} */ one) => `${((100 * one) / most).toFixed(1)}%`;
  return html`<svg class="meter ${it.state}" width="100%" height="10" aria-hidden="true">
    ${svg`<rect class="track" y="2" width="100%" height="6" rx="3" /><rect class="reached" y="2" width=${at(value)} height="6" rx="3" />
      <line class="alert-line" x1=${at(it.alert)} x2=${at(it.alert)} y1="0" y2="10" />`}
  </svg>`;
}

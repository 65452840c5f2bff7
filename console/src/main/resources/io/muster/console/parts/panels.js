// The parts that the page of a credential and that of an identity have in common.
import { html, nothing } from "../app/element.js";
import { link, toCredential } from "../app/router.js";
import { commonName, date, exact, named, number } from "../app/words.js";
import { where } from "../app/query.js";
import { moment, place, severity } from "./marks.js";
import { empty } from "./states.js";
import "./more-table.js";

/** @typedef {import("../app/types.js").Finding} Finding */
/** @typedef {import("../app/types.js").Sighting} Sighting */

/** Findings with what to do about each. @param {Finding[]} items */
export const findings = (items) =>
  items.length === 0
    ? empty("Nothing is wrong with it.")
    : html`<ul class="finding-list">
        ${items.map(
          (it) => html`<li>
            <p>${severity(it.severity)} <span class="message">${it.message}</span></p>
            <p class="soft">${it.remedy}</p>
            <p class="faint">
              <a href=${link("/findings", { q: where("rule", it.rule) })}>${it.rule}</a> · opened ${moment(it.opened)}${it.resolved ? html` · resolved ${moment(it.resolved)}` : nothing}${it.exception ? html` · <span title=${it.exception.reason}>excepted until ${date(it.exception.until)}</span>` : nothing}
            </p>
          </li>`,
        )}
      </ul>`;

/** From the root to what is proven. @param {import("../app/types.js").ChainLink[]} chain @param {string} [self] the id of the last */
export const chain = (chain, self) =>
  chain.length === 0
    ? empty("No chain: it stands for itself, or its issuer was never seen.")
    : html`<ol class="chain">
        ${chain.map(
          (it) => html`<li class=${it.id && it.id === self ? "self" : ""}>
            <b>${it.id && it.id !== self ? html`<a href=${toCredential({ id: it.id })}>${commonName(it.title)}</a>` : commonName(it.title)}</b>
            <small>${it.kind ? html`${named(it.kind)} · ` : nothing}${it.notAfter ? html`until ${date(it.notAfter)}` : "no end"}</small>
          </li>`,
        )}
      </ol>`;

/** @type {import("./more-table.js").Cell[]} */
export const SIGHTINGS = [
  { title: "Place", cell: (/** @type {Sighting} */ it) => html`${place(it.place)}${it.facts.mode ? html` <span class="kind">mode ${it.facts.mode}</span>` : nothing}` },
  { title: "Role", cell: (/** @type {Sighting} */ it) => html`<span class="nowrap">${named(it.role)}</span>` },
  { title: "Source", wide: true, cell: (/** @type {Sighting} */ it) => html`<a class="plain" href=${`/sources/${it.source}`}>${it.source}</a>` },
  { title: "First", wide: true, cell: (/** @type {Sighting} */ it) => moment(it.first) },
  { title: "Last", number: true, cell: (/** @type {Sighting} */ it) => (it.gone ? html`<span class="high">gone ${moment(it.gone)}</span>` : moment(it.last)) },
];

/** @param {Record<string, unknown>} change */
function changed(change) {
  return Object.entries(change ?? {}).map(([name, it]) => {
    const pair = /** @type {{ from?: unknown, to?: unknown }} */ (it);
    return it && typeof it === "object" && "to" in it
      ? html`<span>${name} ${text(pair.from)} → <b>${text(pair.to)}</b></span> `
      : html`<span>${name} <b>${text(it)}</b></span> `;
  });
}

/** @param {unknown} value */
const text = (value) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0) ? "none" : Array.isArray(value) ? value.join(", ") : String(value);

/** @type {import("./more-table.js").Cell[]} */
export const HISTORY = [
  { title: "When", cell: (it) => moment(it.at) },
  { title: "What", cell: (it) => changed(it.change) },
  { title: "Who", cell: (it) => it.actor ?? nothing },
  { title: "Request", wide: true, cell: (it) => (it.request ? html`<code class="faint">${it.request}</code>` : nothing) },
];

/** Names and values of whatever the API knows. @param {Record<string, unknown>} record */
export const definitions = (record) =>
  html`<dl class="facts">
    ${Object.entries(record)
      .filter(([, value]) => !(value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)))
      .map(([name, value]) => html`<dt>${name}</dt><dd>${definition(value)}</dd>`)}
  </dl>`;

/** @param {any} value @returns {value is { name: string, parameter?: string }} */
const isAlgorithm = (value) => Boolean(value) && typeof value === "object" && "name" in value && "oid" in value;

/** @param {unknown} value @returns {unknown} */
function definition(value) {
  if (Array.isArray(value) && value.join(", ").length < 50) return value.join(", ");
  if (Array.isArray(value)) return value.map((it) => html`<div>${definition(it)}</div>`);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return number(value);
  if (isAlgorithm(value)) return `${value.name} ${value.parameter ?? ""}`;
  if (value && typeof value === "object") return definitions(/** @type {Record<string, unknown>} */ (value));
  const said = String(value);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(said)) return html`${exact(said)} <span class="faint">${moment(said)}</span>`;
  return /^[0-9a-f:]{24,}$/i.test(said) ? html`<code>${said}</code>` : said;
}

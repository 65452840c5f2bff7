// The columns that the roll can show, in their order.
import { html, nothing } from "../app/element.js";
import { toCredential } from "../app/router.js";
import { algorithmName, called, commonName, named, number } from "../app/words.js";
import { expiry, findingsMark, kind, moment, ownerMark, place, stateMark, tag } from "../parts/marks.js";

/** @typedef {import("../app/types.js").Credential} Credential */

/** @param {Credential} it */
const firstKind = (it) => (it.identities[0] ? kind(it.identities[0].kind) : it.foreign ? kind("foreign") : nothing);

/** @type {(import("../parts/ledger-table.js").Column & { always?: boolean, from?: number })[]} */
export const COLUMNS = [
  { id: "title", title: "Credential", sort: "title", always: true, from: 0, cell: (/** @type {Credential} */ it) => html`<span><a href=${toCredential(it)} title=${it.title}>${called(it.title)}</a>${firstKind(it)}</span>` },
  { id: "type", width: 176, title: "Type", from: 0, cell: (/** @type {Credential} */ it) => html`${named(it.type)}${it.algorithm ? html` <span class="soft">· ${algorithmName(it.algorithm)}</span>` : nothing}` },
  { id: "algorithm", width: 112, title: "Algorithm", cell: (/** @type {Credential} */ it) => it.algorithm ? html`<span class=${weakness(it.algorithm.strength)}>${algorithmName(it.algorithm)}</span>` : nothing },
  { id: "expires", width: 150, title: "Expires", sort: "expires", from: 0, cell: expiry },
  { id: "state-column", width: 124, title: "State", from: 1700, cell: (/** @type {Credential} */ it) => stateMark(it.state) },
  { id: "owner", width: 124, title: "Owner", from: 0, cell: (/** @type {Credential} */ it) => it.foreign ? html`<span class="faint">foreign</span>` : ownerMark(it.owner) },
  { id: "environment", width: 108, title: "Environment", from: 1850, cell: (/** @type {Credential} */ it) => it.environment ?? nothing },
  { id: "criticality", width: 92, title: "Criticality", cell: (/** @type {Credential} */ it) => it.criticality ?? nothing },
  { id: "issuer", width: 190, title: "Issuer", from: 2000, cell: (/** @type {Credential} */ it) => it.issuer ? html`<span title=${it.issuer}>${commonName(it.issuer)}</span>` : nothing },
  { id: "serial", width: 190, title: "Serial number", from: 3200, cell: (/** @type {Credential} */ it) => it.serialNumber ? html`<code>${it.serialNumber}</code>` : nothing },
  { id: "place", width: 260, title: "Place", from: 2200, cell: (/** @type {Credential} */ it) => it.place ? place(it.place) : nothing },
  { id: "places", width: 68, title: "Places", sort: "places", number: true, from: 1420, cell: (/** @type {Credential} */ it) => number(it.places) },
  { id: "tags", width: 150, title: "Tags", from: 2400, cell: (/** @type {Credential} */ it) => it.tags.map(tag) },
  { id: "findings", width: 86, title: "Findings", sort: "severity", from: 0, cell: findingsMark },
  { id: "first", width: 100, title: "First seen", sort: "first", from: 2500, cell: (/** @type {Credential} */ it) => moment(it.firstSeen) },
  { id: "seen", width: 94, title: "Seen", sort: "seen", from: 1420, cell: (/** @type {Credential} */ it) => moment(it.lastSeen) },
];

/**
 * The ids that are shown until somebody chooses: a wider window has more columns, not wider ones.
 * @param {number} width of the window
 */
export const shownAt = (width) => COLUMNS.filter((it) => it.from !== undefined && it.from <= width).map((it) => it.id);

/** @param {string} strength */
export const weakness = (strength) => (strength === "broken" ? "critical" : strength === "weak" ? "high" : "");

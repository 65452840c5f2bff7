// Runs in tables, and how far one has come.
import { html, nothing } from "../app/element.js";
import { bytes as size, count, number, span } from "../app/words.js";
import { moment, stateMark } from "./marks.js";

/** @typedef {import("../app/types.js").Run} Run */

/** @type {import("./more-table.js").Cell[]} */
export const RUNS = [
  { title: "Run", cell: (/** @type {Run} */ it) => html`<a href=${`/runs/${it.id}`}>${moment(it.started)}</a>` },
  { title: "Source", cell: (/** @type {Run} */ it) => html`<a class="plain" href=${`/sources/${it.source}`}>${it.source}</a>` },
  { title: "State", cell: (/** @type {Run} */ it) => stateMark(it.state) },
  { title: "Took", wide: true, number: true, cell: (/** @type {Run} */ it) => (it.ended ? span(Date.parse(it.ended) - Date.parse(it.started)) : nothing) },
  { title: "Seen", wide: true, number: true, cell: (/** @type {Run} */ it) => number(it.counts.seen) },
  { title: "New", number: true, cell: (/** @type {Run} */ it) => figure(it.counts.fresh, "+") },
  { title: "Gone", wide: true, number: true, cell: (/** @type {Run} */ it) => figure(it.counts.gone, "−") },
  { title: "Back", wide: true, number: true, cell: (/** @type {Run} */ it) => figure(it.counts.back, "") },
  { title: "Unreadable", wide: true, number: true, cell: (/** @type {Run} */ it) => figure(it.counts.unreadable, "") },
];

/** @param {number} n @param {string} sign */
const figure = (n, sign) => (n ? `${sign}${number(n)}` : html`<span class="faint">0</span>`);

/** How far, as far as it is known. @param {import("../app/types.js").Progress} progress */
export function progressOf({ files, bytes, endpoints, expected }) {
  const share = expected > 0 ? Math.min(1, endpoints / expected) : undefined;
  const said = [
    endpoints > 0 ? (expected > 0 ? `${number(endpoints)} of ${count(expected, "endpoint")}` : count(endpoints, "endpoint")) : "",
    files > 0 ? count(files, "file") : "",
    bytes > 0 ? size(bytes) : "",
  ];
  return html`<span class="progress">
    ${share === undefined ? nothing : html`<progress max="1" value=${share} aria-label="Progress"></progress>`}
    <span class="soft">${said.filter(Boolean).join(", ") || "beginning"}</span>
  </span>`;
}

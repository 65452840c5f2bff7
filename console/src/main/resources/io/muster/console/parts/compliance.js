// Words and marks of compliance, the same on all its pages.
import { html, svg } from "../app/element.js";

/** Each status: its key in a summary, as the API says it, for people, and how it looks. */
export const statuses = [
  { key: "met", id: "met", short: "Met", says: "met", tone: "good" },
  { key: "partlyMet", id: "partly-met", short: "Partly", says: "partly met", tone: "medium" },
  { key: "notMet", id: "not-met", short: "Not met", says: "not met", tone: "critical" },
  { key: "notComputed", id: "not-computed", short: "Not computed", says: "not computed", tone: "faint" },
];

/** @param {string} id */
export const statusMark = (id) => {
  const it = statuses.find((one) => one.id === id) ?? statuses[3];
  return html`<span class="compliance-status ${it.tone} nowrap">${it.says}</span>`;
};

/** @type {Record<string, { says: string, tone: string }>} */
const STATES = {
  good: { says: "no gap", tone: "good" },
  partly: { says: "short of its target", tone: "medium" },
  gap: { says: "gap", tone: "critical" },
  unknown: { says: "not computed", tone: "faint" },
};

/** @param {string} id */
export const evidenceMark = (id) => {
  const it = STATES[id] ?? STATES.unknown;
  return html`<span class="compliance-status ${it.tone} nowrap">${it.says}</span>`;
};

/** The share of each status as one bar; the numbers stand beside it. @param {any} it */
export function statusBar(it) {
  let at = 0;
  return html`<svg class="compliance-bar" width="100%" height="8" aria-hidden="true">
    ${statuses.map((one) => {
      const width = it.controls ? (100 * it[one.key]) / it.controls : 0;
      const bar = svg`<rect class=${one.tone} x="${at}%" width="${width}%" height="8" />`;
      at += width;
      return bar;
    })}
  </svg>`;
}

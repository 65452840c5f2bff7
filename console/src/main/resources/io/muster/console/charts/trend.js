// How the distance between what was declared and what is there changed.
import { html, nothing, svg } from "../app/element.js";
import { date, dayAndMonth, number } from "../app/words.js";
import { Chart } from "./chart.js";
import { brief, linear, ticks } from "./scale.js";

/** @typedef {{ at: string, known: number, unknown: number, missing: number }} Delta */

const HEIGHT = 190;
const LEFT = 40;
const RIGHT = 92;
const TOP = 10;
const BOTTOM = 24;

/** @type {{ name: "known" | "unknown" | "missing", dashes: string }[]} */
const SERIES = [
  { name: "known", dashes: "none" },
  { name: "unknown", dashes: "6 3" },
  { name: "missing", dashes: "2 3" },
];

class DeltaTrend extends Chart {
  static properties = { ...Chart.properties, deltas: { attribute: false } };

  constructor() {
    super();
    /** @type {Delta[]} */ this.deltas = [];
  }

  draw() {
    const { deltas, width } = this;
    if (deltas.length === 0) return nothing;
    const most = Math.max(1, ...deltas.flatMap((it) => SERIES.map((one) => it[one.name])));
    const marks = ticks(most, 3);
    const y = linear([0, marks[marks.length - 1]], [HEIGHT - BOTTOM, TOP]);
    const times = deltas.map((it) => Date.parse(it.at));
    const x = linear([times[0], times[times.length - 1]], [LEFT, width - RIGHT]);
    const last = deltas[deltas.length - 1];
    const labels = apart(SERIES.map((it) => ({ ...it, y: y(last[it.name]) })));
    return html`<svg class="plot" width=${width} height=${HEIGHT} role="img" aria-label="Known, unknown and missing over time">
      ${marks.map((it) => svg`<line class="rule" x1=${LEFT} x2=${width - RIGHT} y1=${y(it)} y2=${y(it)} /><text x=${LEFT - 7} y=${y(it) + 4} text-anchor="end">${brief(it)}</text>`)}
      ${SERIES.map((it) => svg`<polyline class="series ${it.name}" stroke-dasharray=${it.dashes} points=${deltas.map((one, i) => `${x(times[i]).toFixed(1)},${y(one[it.name]).toFixed(1)}`).join(" ")} />`)}
      ${labels.map((it) => svg`<text class="series-label ${it.name}" x=${width - RIGHT + 8} y=${it.y + 4}>${it.name}</text>`)}
      <text x=${LEFT} y=${HEIGHT - 6}>${dayAndMonth(deltas[0].at)}</text>
      <text x=${width - RIGHT} y=${HEIGHT - 6} text-anchor="end">${dayAndMonth(last.at)}</text>
    </svg>`;
  }

  twin() {
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Day</th>${SERIES.map((it) => html`<th scope="col" class="number">${it.name}</th>`)}</tr></thead>
      <tbody>${[...this.deltas].reverse().map((one) => html`<tr><td>${date(one.at)}</td>${SERIES.map((it) => html`<td class="number">${number(one[it.name])}</td>`)}</tr>`)}</tbody>
    </table>`;
  }
}

/** Labels that would lie upon each other are moved apart. @template {{ y: number }} T @param {T[]} labels */
function apart(labels) {
  const sorted = labels.sort((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i++) sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + 14);
  return sorted;
}

customElements.define("delta-trend", DeltaTrend);

// What is to be done a week: renewals as bars, the steps of the calendar across them.
import { html, nothing, svg } from "../app/element.js";
import { date, dayAndMonth, number } from "../app/words.js";
import { Chart } from "./chart.js";
import { brief, linear, ticks } from "./scale.js";

/** @typedef {import("../app/outlook-types.js").RehearsedDay} RehearsedDay */

const HEIGHT = 230;
const LEFT = 44;
const TOP = 26;
const BOTTOM = 26;

class RenewalLoad extends Chart {
  static properties = { ...Chart.properties, days: { attribute: false }, steps: { attribute: false } };

  constructor() {
    super();
    /** @type {RehearsedDay[]} */ this.days = [];
    /** @type {{ issuedFrom: string, daysMax: number }[]} */ this.steps = [];
  }

  draw() {
    const weeks = weekly(this.days);
    if (weeks.length === 0) return nothing;
    const { width } = this;
    const marks = ticks(Math.max(1, ...weeks.map((it) => it.renewals)), 4);
    const y = linear([0, marks[marks.length - 1]], [HEIGHT - BOTTOM, TOP]);
    const first = Date.parse(weeks[0].day);
    const end = Date.parse(weeks[weeks.length - 1].day) + 7 * 86_400_000;
    const x = linear([first, end], [LEFT, width - 8]);
    const bar = Math.max(1, (width - LEFT - 8) / weeks.length - 0.6);
    return html`<svg class="plot" width=${width} height=${HEIGHT} role="img" aria-label="Renewals a week">
      ${marks.map((it) => svg`<line class="rule" x1=${LEFT} x2=${width - 8} y1=${y(it)} y2=${y(it)} /><text x=${LEFT - 7} y=${y(it) + 4} text-anchor="end">${brief(it)}</text>`)}
      ${weeks.map((it) => svg`<rect class="kind-1" x=${x(Date.parse(it.day))} y=${y(it.renewals)} width=${bar} height=${HEIGHT - BOTTOM - y(it.renewals)}><title>week of ${date(it.day)}: ${number(it.renewals)} renewals</title></rect>`)}
      ${this.steps
        .filter((it) => Date.parse(it.issuedFrom) > first && Date.parse(it.issuedFrom) < end)
        .map((it) => svg`<line class="goal" x1=${x(Date.parse(it.issuedFrom))} x2=${x(Date.parse(it.issuedFrom))} y1=${TOP - 8} y2=${HEIGHT - BOTTOM} /><text class="strong" x=${x(Date.parse(it.issuedFrom)) + 4} y=${TOP - 10} text-anchor=${width - x(Date.parse(it.issuedFrom)) < 60 ? "end" : "start"}>${it.daysMax} days</text>`)}
      <text x=${LEFT} y=${HEIGHT - 7}>${dayAndMonth(weeks[0].day)}</text>
      <text x=${width - 8} y=${HEIGHT - 7} text-anchor="end">${date(weeks[weeks.length - 1].day)}</text>
    </svg>`;
  }

  twin() {
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Week of</th><th scope="col" class="number">Renewals</th><th scope="col" class="number">Validations</th><th scope="col" class="number">Deployments</th></tr></thead>
      <tbody>${weekly(this.days).map((it) => html`<tr><td>${date(it.day)}</td><td class="number">${number(it.renewals)}</td><td class="number">${number(it.validations)}</td><td class="number">${number(it.deployments)}</td></tr>`)}</tbody>
    </table>`;
  }
}

/** @param {RehearsedDay[]} days */
export function weekly(days) {
  /** @type {RehearsedDay[]} */ const weeks = [];
  days.forEach((it, i) => {
    if (i % 7 === 0) weeks.push({ ...it });
    else {
      const week = weeks[weeks.length - 1];
      week.renewals += it.renewals;
      week.validations += it.validations;
      week.deployments += it.deployments;
    }
  });
  return weeks;
}

customElements.define("renewal-load", RenewalLoad);

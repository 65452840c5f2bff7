// What expires in the next year, week by week. What nobody needs to worry about is pale.
import { html, nothing, svg } from "../app/element.js";
import { open, roll } from "../app/router.js";
import { count, dayAndMonth, number } from "../app/words.js";
import { Chart } from "./chart.js";
import { brief, linear, ticks } from "./scale.js";

/** @typedef {import("../app/types.js").ExpiryWeek} Week */

const HEIGHT = 200;
const LEFT = 40;
const TOP = 22;
const BOTTOM = 24;
const WEEK = 7 * 864e5;

/** As they are stacked: what matters stands on the ground. @type {("none" | "low" | "medium" | "high" | "critical")[]} */
const LAYERS = ["critical", "high", "medium", "low", "none"];

/** Dates on which a rule of the public web changes (CA/Browser Forum ballot SC-081v3). */
const RULES = [
  { day: "2027-03-15", says: "15 Mar: public TLS at most 100 days", short: "100 days" },
  { day: "2029-03-15", says: "15 Mar: public TLS at most 47 days", short: "47 days" },
];

class ExpiryTimeline extends Chart {
  static properties = { ...Chart.properties, weeks: { attribute: false }, at: { state: true } };

  constructor() {
    super();
    /** @type {Week[]} */ this.weeks = [];
    /** The week under the pointer. */
    this.at = -1;
  }

  get step() {
    return (this.width - LEFT) / this.weeks.length;
  }

  draw() {
    const most = Math.max(1, ...this.weeks.map(sum));
    const marks = ticks(most, 3);
    const y = linear([0, marks[marks.length - 1]], [HEIGHT - BOTTOM, TOP]);
    return html`<svg
        class="plot"
        width=${this.width}
        height=${HEIGHT}
        role="img"
        aria-label="Credentials that expire, by week, for a year"
        @pointermove=${(/** @type {PointerEvent} */ event) => (this.at = this.weekAt(event))}
        @pointerleave=${() => (this.at = -1)}
        @click=${(/** @type {PointerEvent} */ event) => this.enter(this.weekAt(event))}
      >
        ${marks.map((it) => svg`<line class="rule" x1=${LEFT} x2=${this.width} y1=${y(it)} y2=${y(it)} /><text x=${LEFT - 7} y=${y(it) + 4} text-anchor="end">${brief(it)}</text>`)}
        ${this.at >= 0 ? svg`<rect class="under" x=${LEFT + this.at * this.step} y=${TOP} width=${this.step} height=${HEIGHT - TOP - BOTTOM} />` : nothing}
        ${this.weeks.map((week, i) => this.bar(week, i, y))}
        ${this.months()} ${this.ruleChanges()}
      </svg>
      <p class="reading" aria-hidden="true">${this.at >= 0 ? said(this.weeks[this.at]) : "A week, clicked, opens its rows."}</p>`;
  }

  /** @param {Week} week @param {number} i @param {(n: number) => number} y */
  bar(week, i, y) {
    const x = LEFT + i * this.step + 1;
    const width = Math.max(1, this.step - 2);
    let below = 0;
    return LAYERS.map((layer) => {
      const n = week[layer] ?? 0;
      if (n === 0) return nothing;
      const from = y(below);
      below += n;
      // Few that matter among many stay visible: no less than two pixels.
      const height = Math.max(layer === "none" ? 0.5 : 2, from - y(below));
      return svg`<rect class="layer ${layer}" x=${x} y=${from - height} width=${width} height=${height} />`;
    });
  }

  months() {
    let month = this.weeks[0]?.week.slice(0, 7);
    let free = 0;
    return this.weeks.map((week, i) => {
      const x = LEFT + i * this.step + 1;
      const begins = week.week.slice(0, 7) !== month;
      month = week.week.slice(0, 7);
      if (!begins || x < free || x > this.width - 34) return nothing;
      const name = new Date(week.week).toLocaleDateString("en", { month: "short", timeZone: "UTC" });
      const year = month.endsWith("-01") ? ` ${month.slice(0, 4)}` : "";
      free = x + (year ? 72 : 38);
      return svg`<text x=${x} y=${HEIGHT - 7}>${name}${year}</text>`;
    });
  }

  ruleChanges() {
    const first = Date.parse(this.weeks[0]?.week ?? "");
    return RULES.map(({ day, says, short }) => {
      const x = LEFT + ((Date.parse(day) - first) / WEEK) * this.step;
      if (!(x > LEFT && x < this.width)) return nothing;
      const room = this.width - x;
      return svg`<line class="goal" x1=${x} x2=${x} y1="4" y2=${HEIGHT - BOTTOM} />
        <text class="strong" x=${room > 230 ? x + 6 : x - 6} y="13" text-anchor=${room > 230 ? "start" : "end"}>${this.width < 620 ? short : says}</text>`;
    });
  }

  twin() {
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Week of</th>${LAYERS.map((it) => html`<th scope="col" class="number">${it === "none" ? "no finding" : it}</th>`)}</tr></thead>
      <tbody>
        ${this.weeks.map((week) => html`<tr>
          <td><a href=${roll(during(week))}>${dayAndMonth(week.week)}</a></td>
          ${LAYERS.map((it) => html`<td class="number">${number(week[it] ?? 0)}</td>`)}
        </tr>`)}
      </tbody>
    </table>`;
  }

  /** @param {PointerEvent} event */
  weekAt(event) {
    const at = Math.floor((event.offsetX - LEFT) / this.step);
    return at >= 0 && at < this.weeks.length ? at : -1;
  }

  /** @param {number} i */
  enter(i) {
    if (i >= 0) open(roll(during(this.weeks[i])));
  }
}

/** @param {Week} week */
const sum = (week) => LAYERS.reduce((all, it) => all + (week[it] ?? 0), 0);

/** @param {Week} week */
function during({ week }) {
  const end = new Date(Date.parse(week) + WEEK).toISOString().slice(0, 10);
  return `expires>${week} expires<${end}`;
}

/** @param {Week} week */
function said(week) {
  const worst = LAYERS.slice(0, -1).filter((it) => week[it] > 0).map((it) => `${number(week[it])} ${it}`);
  const with_ = worst.length > 0 ? `, of them ${worst.join(", ")}` : "";
  return `Week of ${dayAndMonth(week.week)}: ${count(sum(week), "expires", "expire")}${with_}`;
}

customElements.define("expiry-timeline", ExpiryTimeline);

// The credentials of one identity over time, each in its lane: an overlap is a rotation, a gap an outage.
import { html, nothing, svg } from "../app/element.js";
import { open, toCredential } from "../app/router.js";
import { algorithmName, date, named } from "../app/words.js";
import { Chart } from "./chart.js";
import { linear } from "./scale.js";

/** @typedef {import("../app/types.js").Credential} Credential */

const LANE = 26;
const HEAD = 20;
const FOOT = 22;
const MOST = 14;
const DAY = 864e5;

class CredentialLanes extends Chart {
  static properties = { ...Chart.properties, credentials: { attribute: false } };

  constructor() {
    super();
    /** @type {Credential[]} */ this.credentials = [];
  }

  get lanes() {
    return [...this.credentials].sort((a, b) => begin(a) - begin(b)).slice(-MOST);
  }

  draw() {
    const { lanes, width } = this;
    const now = Date.now();
    const from = Math.min(...lanes.map(begin), now - 30 * DAY);
    const to = Math.max(...lanes.map(end), now + 30 * DAY);
    const x = linear([from, to], [4, width - 4]);
    const height = HEAD + lanes.length * LANE + FOOT;
    return html`<svg class="plot lanes" width=${width} height=${height} role="img" aria-label="Credentials over time">
      ${years(from, to).map((it) => svg`<line class="rule" x1=${x(it)} x2=${x(it)} y1=${HEAD} y2=${height - FOOT} />`)}
      ${lanes.map((it, i) => this.lane(it, HEAD + i * LANE, x))}
      <line class="goal" x1=${x(now)} x2=${x(now)} y1="6" y2=${height - FOOT} />
      <text class="strong" x=${x(now) + (x(now) > width - 60 ? -6 : 6)} y="14" text-anchor=${x(now) > width - 60 ? "end" : "start"}>today</text>
      ${months(from, to, width).map((it) => svg`<text x=${x(it.at)} y=${height - 6}>${it.says}</text>`)}
    </svg>`;
  }

  /** @param {Credential} it @param {number} y @param {(n: number) => number} x */
  lane(it, y, x) {
    const left = x(begin(it));
    const right = Math.max(left + 3, x(end(it)));
    const says = `${named(it.state)}${it.algorithm ? " · " + algorithmName(it.algorithm) : ""}`;
    const inside = right - left > says.length * 6.6 + 14;
    const beside = right + says.length * 6.6 > this.width - 6;
    return svg`<g class="lane ${it.state}" @click=${() => open(toCredential(it))}>
      <title>${it.title}: ${says}${it.notAfter ? `, until ${date(it.notAfter)}` : ", no end"}</title>
      <rect x=${left} y=${y + 3} width=${right - left} height=${LANE - 8} rx="4" class=${it.notAfter ? "" : "endless"} />
      ${inside
        ? svg`<text x=${left + 8} y=${y + 16}>${says}</text>`
        : beside && left < says.length * 6.6
          ? nothing
          : svg`<text class="outside" x=${beside ? left - 6 : right + 6} y=${y + 16} text-anchor=${beside ? "end" : "start"}>${says}</text>`}
    </g>`;
  }

  twin() {
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Credential</th><th scope="col">State</th><th scope="col">From</th><th scope="col">Until</th></tr></thead>
      <tbody>
        ${[...this.credentials].reverse().map(
          (it) => html`<tr>
            <td><a href=${toCredential(it)}>${it.title}</a></td>
            <td>${named(it.state)}</td>
            <td>${date(new Date(begin(it)).toISOString())}</td>
            <td>${it.notAfter ? date(it.notAfter) : "no end"}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  render() {
    return this.credentials.length === 0 ? nothing : super.render();
  }
}

/** @param {Credential} it */
const begin = (it) => Date.parse(it.notBefore ?? it.firstSeen);

/** What has no end is drawn as long as it is seen. @param {Credential} it */
const end = (it) => Date.parse(it.notAfter ?? it.lastSeen);

/** @param {number} from @param {number} to */
function years(from, to) {
  const all = [];
  for (let year = new Date(from).getUTCFullYear() + 1; Date.UTC(year, 0) < to; year++) all.push(Date.UTC(year, 0));
  return all;
}

/** Months to name along the axis, as many as fit. @param {number} from @param {number} to @param {number} width */
function months(from, to, width) {
  const span = (to - from) / (30.4 * DAY);
  const every = [1, 2, 3, 6, 12, 24, 60].find((it) => (span / it) * 66 < width) ?? 120;
  const all = [];
  const start = new Date(from);
  for (let month = start.getUTCMonth() + 1; ; month++) {
    const at = Date.UTC(start.getUTCFullYear(), month);
    if (at > to - (to - from) * 0.06) return all;
    const it = new Date(at);
    if ((it.getUTCFullYear() * 12 + it.getUTCMonth()) % every !== 0) continue;
    all.push({ at, says: it.toLocaleDateString("en", { month: "short", year: "2-digit", timeZone: "UTC" }) });
  }
}

customElements.define("credential-lanes", CredentialLanes);

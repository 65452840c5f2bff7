// What falls, ring by ring: the thing in the middle, each step outwards a ring, each thing a mark whose shape is its kind.
import { html, nothing, svg } from "../app/element.js";
import { number } from "../app/words.js";
import { Chart } from "./chart.js";

/** @typedef {import("../app/outlook-types.js").Hit} Hit */

const MARKS_MAX = 36;

class FallRings extends Chart {
  static properties = { ...Chart.properties, items: { attribute: false }, depths: { attribute: false }, middle: { attribute: false } };

  constructor() {
    super();
    /** @type {Hit[]} */ this.items = [];
    /** @type {number[]} */ this.depths = [];
    this.middle = "";
  }

  draw() {
    const size = Math.min(this.width, 520);
    const rings = Math.max(1, this.depths.length);
    const step = (size / 2 - 16) / (rings + 0.4);
    const centre = size / 2;
    return html`<svg class="plot rings" width=${size} height=${size} role="img" aria-label=${`What falls with ${this.middle}, step by step`}>
      ${this.depths.map((_, i) => svg`<circle class="ring" cx=${centre} cy=${centre} r=${(i + 1) * step} />`)}
      ${this.depths.map((_, i) => this.marks(i + 1, centre, (i + 1) * step))}
      <circle class="middle" cx=${centre} cy=${centre} r="9" />
      ${this.depths.map((n, i) => svg`<text class="strong" x=${centre} y=${centre - (i + 1) * step - 5} text-anchor="middle">${number(n)}</text>`)}
    </svg>`;
  }

  /** @param {number} depth @param {number} centre @param {number} radius */
  marks(depth, centre, radius) {
    const there = this.items.filter((it) => it.depth === depth).slice(0, MARKS_MAX);
    return there.map((it, i) => {
      // The top is left to the number.
      const angle = -Math.PI / 2 + ((i + 1) / (there.length + 1)) * 2 * Math.PI;
      return mark(it, centre + radius * Math.cos(angle), centre + radius * Math.sin(angle));
    });
  }

  twin() {
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Step</th><th scope="col" class="number">What falls</th></tr></thead>
      <tbody>${this.depths.map((n, i) => html`<tr><td>${i + 1}</td><td class="number">${number(n)}</td></tr>`)}</tbody>
    </table>`;
  }
}

/** @param {Hit} it @param {number} x @param {number} y */
function mark(it, x, y) {
  const colour = `mark ${it.effect}`;
  const says = svg`<title>${it.title}: ${it.effect}</title>`;
  if (it.thing.kind === "credential") return svg`<rect class=${colour} x=${x - 4.5} y=${y - 4.5} width="9" height="9" rx="1.5">${says}</rect>`;
  if (it.thing.kind === "identity") return svg`<circle class=${colour} cx=${x} cy=${y} r="5">${says}</circle>`;
  return svg`<path class=${colour} d="M${x} ${y - 6}L${x + 6} ${y + 5}H${x - 6}Z">${says}</path>`;
}

/** What the marks mean. */
export const ringKey = () => html`<p class="legend">
  ${[["exposed", "exposed"], ["untrusted", "untrusted"], ["impersonated", "impersonated"], ["entered", "entered"], ["deceived", "deceived"], ["affected", "affected"]].map(
    ([effect, says]) => html`<span><svg width="11" height="11" class="rings" aria-hidden="true"><rect class="mark ${effect}" x="1" y="1" width="9" height="9" rx="1.5" /></svg>${says}</span>`,
  )}
  <span>squares are credentials, circles identities, triangles hosts and rights</span>${nothing}
</p>`;

customElements.define("fall-rings", FallRings);

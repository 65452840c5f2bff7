// Axes from 0 to 100 around a centre; what nobody can tell is open.
import { html, nothing, svg } from "../app/element.js";
import { number } from "../app/words.js";
import { Chart } from "./chart.js";

/** @typedef {import("../app/outlook-types.js").Axis} Axis */

class PostureRadar extends Chart {
  static properties = { ...Chart.properties, axes: { attribute: false } };

  constructor() {
    super();
    /** @type {Axis[]} */ this.axes = [];
  }

  draw() {
    const { axes } = this;
    if (axes.length === 0) return nothing;
    const width = Math.min(this.width, 560);
    const height = Math.min(width * 0.86, 430);
    const x0 = width / 2;
    const y0 = height / 2;
    const most = Math.min(x0 - 92, y0 - 26);
    const at = (/** @type {number} */ i, /** @type {number} */ share) => {
      const angle = -Math.PI / 2 + (i / axes.length) * 2 * Math.PI;
      return [x0 + most * share * Math.cos(angle), y0 + most * share * Math.sin(angle)];
    };
    const shape = (/** @type {number} */ share) => axes.map((_, i) => at(i, share).map((it) => it.toFixed(1)).join(",")).join(" ");
    const known = axes.map((it, i) => ({ it, i })).filter(({ it }) => typeof it.value === "number");
    return html`<svg class="plot radar" width=${width} height=${height} role="img" aria-label=${`Posture: ${axes.map((it) => `${it.title} ${said(it)}`).join(", ")}`}>
      ${[0.25, 0.5, 0.75, 1].map((it) => svg`<polygon class="grid" points=${shape(it)} />`)}
      ${axes.map((_, i) => svg`<line class="rule" x1=${x0} y1=${y0} x2=${at(i, 1)[0]} y2=${at(i, 1)[1]} />`)}
      <polygon class="area" points=${known.map(({ it, i }) => at(i, (it.value ?? 0) / 100).map((one) => one.toFixed(1)).join(",")).join(" ")} />
      ${known.map(({ it, i }) => svg`<circle class="point" cx=${at(i, (it.value ?? 0) / 100)[0]} cy=${at(i, (it.value ?? 0) / 100)[1]} r="3.5" />`)}
      ${axes.map((it, i) => {
        const [x, y] = at(i, width < 420 ? 1.22 : 1.1);
        const anchor = Math.abs(x - x0) < 8 ? "middle" : x > x0 ? "start" : "end";
        return svg`<text x=${x} y=${y} text-anchor=${anchor}>${it.title}</text><text class="strong" x=${x} y=${y + 13} text-anchor=${anchor}>${said(it)}</text>`;
      })}
    </svg>`;
  }

  twin() {
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Axis</th><th scope="col" class="number">From 0 to 100</th></tr></thead>
      <tbody>${this.axes.map((it) => html`<tr><td>${it.title}</td><td class="number">${said(it)}</td></tr>`)}</tbody>
    </table>`;
  }
}

/** @param {Axis} it */
const said = (it) => (typeof it.value === "number" ? number(Math.round(it.value)) : "not known");

customElements.define("posture-radar", PostureRadar);

// Figures of one kind beside each other: a table whose rows are also bars.
import { html, nothing } from "../app/element.js";
import { number } from "../app/words.js";

/**
 * @typedef {object} Bar
 * @property {string} label
 * @property {number} value
 * @property {string} [to] where its rows are
 * @property {string} [colour] a class of charts.css
 * @property {unknown} [note]
 */

/** @param {Bar[]} bars @param {string} caption what is counted, for those who only hear it */
export function barTable(bars, caption) {
  const most = Math.max(1, ...bars.map((it) => it.value));
  return html`<table class="bars">
    <caption class="only-spoken">${caption}</caption>
    <tbody>
      ${bars.map(
        (it) => html`<tr>
          <th scope="row">${it.to ? html`<a href=${it.to}>${it.label}</a>` : it.label}</th>
          <td class="bar" aria-hidden="true">
            <svg width="100%" height="13"><rect class=${it.colour ?? "kind-1"} width="${((100 * it.value) / most).toFixed(2)}%" height="13" rx="2" /></svg>
          </td>
          <td class="number">${number(it.value)}</td>
          ${bars.some((one) => one.note) ? html`<td class="note">${it.note ?? nothing}</td>` : nothing}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

// Who may own something, and what speaks for it.
import { html, nothing } from "../app/element.js";

/** @typedef {{ kind: string, says: string, where: string, share: number }} Evidence */
/** @typedef {{ team: string, name: string, confidence: number, evidence: Evidence[] }} Candidate */

/** @param {Candidate} it */
export const confidence = (it) => html`<span class="confidence" title="how probable it is">${Math.round(100 * it.confidence)} %</span>`;

/** What speaks most, the rest on demand. @param {Candidate} it */
export function because({ evidence }) {
  const [first, ...more] = evidence;
  if (!first) return nothing;
  return html`${said(first)}${more.length > 0 ? html`<details class="more-evidence"><summary>${more.length} more</summary><ul>${more.map((one) => html`<li>${said(one)}</li>`)}</ul></details>` : nothing}`;
}

/** @param {Evidence} it */
const said = (it) => html`<span class="evidence"><b>${it.kind.replaceAll("-", " ")}</b> says ${it.says}<span class="faint">, ${it.where}</span></span>`;

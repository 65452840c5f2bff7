// What would be judged otherwise: one table for what breaks and one for what passes.
import { html, nothing } from "../app/element.js";
import { toCredential, toIdentity, toSource } from "../app/router.js";
import { number } from "../app/words.js";
import { severity } from "./marks.js";

/** @typedef {{ rule: string, severity: import("../app/types.js").Severity, message: string, credential?: { id: string, title: string }, identity?: { id: string, name: string }, source?: { id: string, name: string } }} Difference */

/** @param {string} title @param {Difference[]} items @param {number} more how many are not among them */
export function differences(title, items, more) {
  if (items.length === 0) return nothing;
  const seen = items.slice(0, 50);
  return html`<h3>${title}</h3>
    <div class="scroll-x"><table class="plain-table">
      <thead><tr><th scope="col">Severity</th><th scope="col">Rule</th><th scope="col">Where</th><th scope="col" class="wide">What is wrong</th></tr></thead>
      <tbody>
        ${seen.map((it) => html`<tr><td>${severity(it.severity)}</td><td class="nowrap">${it.rule}</td><td>${about(it)}</td><td class="wide">${it.message}</td></tr>`)}
      </tbody>
    </table></div>
    ${items.length + more > seen.length ? html`<p class="faint">and ${number(items.length + more - seen.length)} more</p>` : nothing}`;
}

/** @param {Difference} it */
function about(it) {
  if (it.credential) return html`<a href=${toCredential(it.credential)}>${it.credential.title}</a>`;
  if (it.identity) return html`<a href=${toIdentity(it.identity)}>${it.identity.name}</a>`;
  return it.source ? html`<a href=${toSource(it.source)}>${it.source.name}</a>` : nothing;
}

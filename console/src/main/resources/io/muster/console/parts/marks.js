// The small marks that stand for a severity, a time, a tag: the same everywhere. A colour never stands alone.
import { html, nothing, svg } from "../app/element.js";
import { roll, toCredential, toIdentity } from "../app/router.js";
import { called, elapsed, exact, named, number, relative, span } from "../app/words.js";
import { where } from "../app/query.js";

/** Worst first. @type {(keyof import("../app/types.js").SeverityCounts)[]} */
export const SEVERITIES = ["critical", "high", "medium", "low"];

const SHAPES = {
  critical: svg`<path d="M6 .8 11.3 11H.7z"/>`,
  high: svg`<path d="M6 .4 11.6 6 6 11.6.4 6z"/>`,
  medium: svg`<rect x="1.2" y="1.2" width="9.6" height="9.6" rx="1.5"/>`,
  low: svg`<circle cx="6" cy="6" r="4.4"/>`,
  info: svg`<circle cx="6" cy="6" r="3.5" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
};

/** @param {import("../app/types.js").Severity} severity */
const shape = (severity) =>
  html`<svg viewBox="0 0 12 12" width="11" height="11" fill="currentColor" aria-hidden="true">${SHAPES[severity]}</svg>`;

/** @param {import("../app/types.js").Severity} it */
export const severity = (it) => html`<span class="severity ${it}">${shape(it)}${it}</span>`;

/** Where there is little room: the shape, and the word for those who hear it. @param {import("../app/types.js").Severity} it */
export const severityShape = (it) =>
  html`<span class="severity ${it}" title=${it}>${shape(it)}<span class="only-spoken">${it}</span></span>`;

/** How many of the worst, the rest in the tooltip. @param {{ findings: import("../app/types.js").SeverityCounts }} it */
export function findingsMark({ findings }) {
  const worst = SEVERITIES.find((one) => findings[one] > 0);
  if (!worst) return html`<span class="faint" aria-label="no findings">—</span>`;
  const all = SEVERITIES.filter((one) => findings[one] > 0).map((one) => `${findings[one]} ${one}`);
  const title = all.join(", ");
  return html`<span class="severity ${worst}" title=${title}>
    ${shape(worst)}${number(findings[worst])}<span class="only-spoken">${title}</span>
    ${all.length > 1 ? html`<i class="more" aria-hidden="true">+${all.length - 1}</i>` : nothing}
  </span>`;
}

/** How long ago or ahead, the exact moment on hover. @param {string | undefined} iso */
export const moment = (iso) =>
  iso ? html`<time datetime=${iso} title=${exact(iso)}>${relative(iso, Date.now())}</time>` : html`<span class="faint">—</span>`;

/** @param {string} name */
export const tag = (name) => html`<a class="tag" href=${roll(where("tag", name))}>${name}</a>`;

/** @param {string} it */
export const kind = (it) => html`<span class="kind">${named(it)}</span>`;

/** @param {import("../app/types.js").Owner | undefined} owner */
export const ownerMark = (owner) =>
  owner
    ? html`<a class="plain" href=${roll(where("owner", owner.id))}>${owner.name}</a>`
    : html`<a class="nobody" href=${roll("owner:none")}>no owner</a>`;

/** @param {import("../app/types.js").CredentialReference} it */
export const credentialLink = (it) => html`<a href=${toCredential(it)} title=${it.title}>${called(it.title)}</a>`;

/** @param {import("../app/types.js").IdentityReference} it */
export const identityLink = (it) => html`<a href=${toIdentity(it)} title=${it.name}>${called(it.name)}</a>`;

/** @param {string} text */
export const place = (text) => html`<code title=${text}>${text}</code>`;

/** @param {string} state of a credential, a run, a source */
export const stateMark = (state) => html`<span class="state ${state}">${named(state)}</span>`;

/** When it ends, and how much of its life is over. @param {import("../app/types.js").Credential} it */
export function expiry({ notBefore, notAfter, state }) {
  if (!notAfter) return html`<span class="faint">no end</span>`;
  const now = Date.now();
  const left = Date.parse(notAfter) - now;
  const urgency = state !== "active" && state !== "expired" ? "" : left < 0 ? "critical" : left < 30 * 864e5 ? "high" : "";
  const said = left < 0 ? `${span(left)} ago` : span(left);
  return html`<span class="expiry ${urgency}">
    <time datetime=${notAfter} title=${exact(notAfter)}>${said}</time>${notBefore && left > 0
      ? life(elapsed(notBefore, notAfter, now))
      : nothing}
  </span>`;
}

/** @param {number} share of a life that is over */
const life = (share) =>
  html`<svg class="life" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="whole" width="100" height="6" /><rect class="over" width=${(100 * share).toFixed(1)} height="6" />
  </svg>`;

// Rules that may be broken for a while, for a reason that others agreed to.
import { html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { adjust, link, toCredential, toIdentity } from "../app/router.js";
import { date } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { moment } from "../parts/marks.js";
import { empty, lines, shown } from "../parts/states.js";
import { Page } from "./page.js";

/** @typedef {{ by: string, at: string }} Approval */
/** @typedef {{ id: string, rule: string, scope: string, target: string, reason: string, withheld?: boolean, until: string, state: string, missing?: string[], requestedBy: string, requestedAt: string, approvedBy?: Approval, securedBy?: Approval, ended?: { by: string, at: string, note: string } }} Exception */

const STATES = ["", "requested", "in-force", "over"];
const SCOPES = [
  { value: "finding", says: "one finding" },
  { value: "credential", says: "a credential" },
  { value: "identity", says: "an identity and its credentials" },
  { value: "query", says: "the credentials that a query finds" },
  { value: "team", says: "all of a team" },
];

class Exceptions extends Page {
  constructor() {
    super();
    /** @type {Resource<{ items: Exception[], total: number, next?: string }>} */ this.exceptions = new Resource(this);
    /** @type {Resource<{ items: import("../app/types.js").Rule[] }>} */ this.rules = new Resource(this);
    this.rules.load((signal) => get("/rules", { signal }));
  }

  get title() {
    return "Exceptions";
  }

  get state() {
    return this.at.query.get("state") ?? "";
  }

  arrived() {
    const state = this.state === "over" ? "rejected,revoked,expired" : this.state;
    this.exceptions.load((signal) => get("/exceptions", { signal, query: { state, limit: 200 } }));
  }

  render() {
    return html`
      ${this.head("Exceptions", {
        sub: html`<span>A rule may be broken for a while when somebody else and the security team agree. It ends by itself.</span>`,
        actions: html`${STATES.map((it) => html`<button aria-pressed=${this.state === it} class=${this.state === it ? "chip" : ""} @click=${() => adjust({ state: it })}>${it === "" ? "all" : it.replace("-", " ")}</button>`)}
          <button class="primary" data-may="write-all" @click=${() => this.request()}>Ask for one…</button>`,
      })}
      <section class="card">${shown(this.exceptions, ({ items }) => this.table(items), lines(6))}</section>
    `;
  }

  /** @param {Exception[]} items */
  table(items) {
    if (items.length === 0) return empty("No exception here.", "One is asked for here, or at a finding.");
    return html`<div class="scroll-x"><table class="plain-table">
      <thead><tr><th scope="col">Rule</th><th scope="col" class="wide">About</th><th scope="col" class="wide">Reason</th><th scope="col">State</th><th scope="col"><span class="only-spoken">Decide</span></th></tr></thead>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td><b>${it.rule}</b><br /><span class="faint">asked by ${it.requestedBy} ${moment(it.requestedAt)}</span></td>
            <td class="wide">${about(it)}</td>
            <td class="wide">${it.reason}</td>
            <td>${state(it)}</td>
            <td class="number">${this.buttons(it)}</td>
          </tr>`,
        )}
      </tbody>
    </table></div>`;
  }

  /** @param {Exception} it */
  buttons(it) {
    if (it.state === "requested") {
      return html`<button class="quiet" data-may="approve" aria-label=${`Approve the exception from ${it.rule}`} @click=${() => this.approve(it)}>Approve</button>
        <button class="quiet" data-may="approve" aria-label=${`Reject the exception from ${it.rule}`} @click=${() => this.end(it, "reject", "Reject")}>Reject</button>`;
    }
    return it.state === "in-force" ? html`<button class="quiet" data-may="approve" aria-label=${`Revoke the exception from ${it.rule}`} @click=${() => this.end(it, "revoke", "Revoke")}>Revoke</button>` : nothing;
  }

  /** @param {Exception} it */
  async approve(it) {
    const done = await ask({
      title: `Approve the exception from ${it.rule}`,
      text: html`<p>${it.reason}</p><p>Until ${date(it.until)} what it covers is no open finding. Whoever asked for it cannot approve it.</p>`,
      action: "Approve",
      does: () => post(`/exceptions/${it.id}/approve`),
    });
    if (done) this.arrived();
  }

  /** @param {Exception} it @param {string} verb @param {string} action */
  async end(it, verb, action) {
    const done = await ask({
      title: `${action} the exception from ${it.rule}`,
      text: verb === "revoke" ? "What it covers is open again." : "What it is about stays open.",
      fields: [{ name: "note", label: "Why", required: true }],
      action,
      danger: true,
      does: ({ note }) => post(`/exceptions/${it.id}/${verb}`, { note }),
    });
    if (done) this.arrived();
  }

  async request() {
    const rules = (this.rules.value?.items ?? []).map((it) => ({ value: it.id, says: it.id }));
    const done = await ask(question({ options: rules }));
    if (done) this.arrived();
  }
}

/**
 * What is asked of whoever wants one; at a finding it is known what it is about.
 * @param {{ finding?: { id: string, rule: string }, options?: { value: string, says: string }[] }} [known]
 * @returns {import("../parts/ask.js").Question}
 */
export const question = ({ finding, options = [] } = {}) => ({
  title: finding ? `Ask for an exception from ${finding.rule}` : "Ask for an exception",
  text: "Somebody else and the security team have to agree. While it is in force, what it covers is no open finding.",
  fields: [
    ...(finding
      ? []
      : [
          { name: "rule", label: "From the rule", type: /** @type {const} */ ("choice"), options, required: true },
          { name: "scope", label: "For", type: /** @type {const} */ ("choice"), options: SCOPES.slice(1), required: true },
          { name: "target", label: "Which", required: true, placeholder: "id, team, or query such as host:web-3" },
        ]),
    { name: "reason", label: "Why", type: "area", required: true },
    { name: "days", label: "For how many days, 365 at most", type: "number", value: "90", required: true },
  ],
  action: "Ask",
  does: ({ rule, scope, target, reason, days }) =>
    post("/exceptions", finding ? { scope: "finding", target: finding.id, reason, days: Number(days) } : { rule, scope, target, reason, days: Number(days) }),
});

/** @param {Exception} it */
function about(it) {
  const says = SCOPES.find((one) => one.value === it.scope)?.says ?? it.scope;
  if (it.scope === "credential") return html`<a href=${toCredential({ id: it.target })}>${says}</a>`;
  if (it.scope === "identity") return html`<a href=${toIdentity({ id: it.target })}>${says}</a>`;
  if (it.scope === "finding") return html`<a href=${link("/findings", { q: `id:${it.target}`, state: "all" })}>${says}</a>`;
  if (it.withheld) return html`${says} <span class="faint">it is about others too</span>`;
  return html`${says} <code>${it.target}</code>`;
}

/** @param {Exception} it */
function state(it) {
  if (it.state === "requested") return html`<span class="high">waits for ${(it.missing ?? []).length > 1 ? "approval" : "security"}</span><br /><span class="faint">until ${date(it.until)}</span>`;
  if (it.state === "in-force") return html`<span class="good">in force until ${date(it.until)}</span><br /><span class="faint">by ${it.approvedBy?.by}${it.securedBy && it.securedBy.by !== it.approvedBy?.by ? `, ${it.securedBy.by}` : ""}</span>`;
  return html`${it.state}<br /><span class="faint">${it.ended?.note}</span>`;
}

customElements.define("page-exceptions", Exceptions);

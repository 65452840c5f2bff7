// One review: what each team decides about, with what it is shown.
import { html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { adjust } from "../app/router.js";
import { called, count, date, exact, named, number } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { kind, moment, severity } from "../parts/marks.js";
import { empty, lines, shown } from "../parts/states.js";
import { Page } from "./page.js";

/** @typedef {{ right: string, resource: string }} Permission */
/** @typedef {{ owner?: string, ownerBecause?: string, created?: string[], lastUsed?: string, firstSeen: string, lastSeen: string, places?: string[], placesInAll: number, credentials: number, findings?: { rule: string, severity: import("../app/types.js").Severity, message: string }[], findingsInAll: number, permissions?: Permission[], permissionsInAll: number, gained?: Permission[], lost?: Permission[], reviewed?: string, notAfter?: string, risk: number }} Evidence */
/** @typedef {{ item: number, entity: string, id: string, kind: string, title: string, team?: string, attention?: string[], evidence: Evidence, decision?: string, reason?: string, decidedBy?: string, decidedAt?: string }} Item */
/** @typedef {{ team?: string, name?: string, escalatesTo?: string, items: number, attention: number, kept: number, reduced: number, retired: number, undecided: number }} Part */
/** @typedef {{ review: import("./reviews.js").Review & { list: string, q: string, started: string, startedBy: string, closedBy?: string, digest?: string }, parts: Part[] }} Detail */

const SHOWN = [["", "undecided"], ["attention", "to look at one by one"], ["all", "all"]];
const PAGE = 100;
const CHOICES = [
  { value: "keep", says: "Keep: it is needed as it is" },
  { value: "reduce", says: "Reduce: it is needed and may do less" },
  { value: "retire", says: "Retire: nobody needs it" },
];

class ReviewPage extends Page {
  static properties = { chosen: { state: true } };

  constructor() {
    super();
    /** @type {Resource<Detail>} */ this.review = new Resource(this);
    /** @type {Resource<{ items: Item[], next?: string }>} */ this.items = new Resource(this);
    /** @type {Set<number>} */ this.chosen = new Set();
  }

  get title() {
    return this.review.value?.review.name ?? "Review";
  }

  get path() {
    return `/reviews/${this.at.parameters.id}`;
  }

  arrived() {
    const show = this.at.query.get("show") ?? "";
    const query = { team: this.at.query.get("team") ?? undefined, decision: show === "all" ? undefined : "none", attention: show === "attention" ? "yes" : undefined, cursor: this.at.query.get("after") ?? undefined, limit: PAGE };
    this.chosen = new Set();
    this.review.load((signal) => get(this.path, { signal }));
    this.items.load((signal) => get(`${this.path}/items`, { signal, query }));
  }

  render() {
    return this.whole(this.review, (it) => this.body(it));
  }

  /** @param {Detail} detail */
  body({ review: it, parts }) {
    const show = this.at.query.get("show") ?? "";
    return html`
      ${this.head(it.name, {
        crumb: html`<a href="/reviews">Reviews</a> ›`,
        sub: html`<span>${it.overdue ? html`<b class="critical">overdue</b>` : html`<b>${it.state}</b>`}, due ${moment(it.due)}</span> <span>· ${it.list} <code>${it.q || "all"}</code></span> <span>· begun ${moment(it.started)} by ${it.startedBy}</span>${it.closed ? html` <span>· closed ${moment(it.closed)} by ${it.closedBy}</span>` : nothing}`,
        actions: html`<a class="button" href=${`/api/v1${this.path}/report?format=html`} download>Report</a>
          ${it.state === "open" ? html`<button data-may="write" @click=${() => this.close()}>Close…</button>` : nothing}`,
      })}
      <div class="stack">
        <section class="card">${partTable(parts)}${it.digest ? html`<p class="faint">SHA-256 over all decisions, as the audit log has it: <code class="wraps">${it.digest}</code></p>` : nothing}</section>
        <section class="card">
          <header><h2>What is decided about</h2><small>as it was when the review began</small></header>
          <p class="chips" role="group" aria-label="Which">
            ${SHOWN.map(([value, says]) => html`<button class=${show === value ? "chip" : "quiet"} aria-pressed=${show === value} @click=${() => adjust({ show: value, after: "" })}>${says}</button> `)}
            ${this.chosen.size > 0 ? html`<button class="primary" @click=${() => this.decide([...this.chosen])}>Decide about ${number(this.chosen.size)}…</button>` : nothing}
          </p>
          ${it.state === "preparing" ? empty("What is there is being written down.", "It takes some seconds.") : shown(this.items, (page) => this.list(page, it.state === "open"), lines(6))}
        </section>
      </div>
    `;
  }

  /** @param {{ items: Item[], next?: string }} page @param {boolean} open */
  list({ items, next }, open) {
    if (items.length === 0) return empty("Nothing here.", "All of it is decided, or nothing is yours to decide.");
    return html`<div class="scroll-x" tabindex="0" role="group" aria-label="Items"><table class="plain-table" aria-label="Items">
        <thead><tr><th scope="col">What</th><th scope="col" class="wide">Last used</th><th scope="col">Decision</th></tr></thead>
        <tbody>${items.map((it) => this.row(it, open))}</tbody>
      </table></div>
      ${next ? html`<button class="quiet" @click=${() => adjust({ after: next })}>Next ${PAGE}</button>` : nothing}`;
  }

  /** @param {Item} it @param {boolean} open */
  row(it, open) {
    const together = open && !(it.attention ?? []).length;
    return html`<tr>
      <td>
        <div class="row">${together ? html`<input type="checkbox" data-may="write" aria-label=${`Choose ${it.title}`} .checked=${this.chosen.has(it.item)} @change=${() => this.choose(it.item)} />` : nothing}<a href=${`/${it.entity === "identity" ? "identities" : "credentials"}/${it.id}`} title=${it.title}>${called(it.title)}</a> ${kind(it.kind)}</div>
        <div><span class="faint">${it.team ?? "no team"}</span>${(it.attention ?? []).map((word) => html` · <span class="high">${named(word)}</span>`)}</div>
        <details><summary>What is shown</summary>${evidence(it.evidence)}</details>
      </td>
      <td class="wide">${it.evidence.lastUsed ? moment(it.evidence.lastUsed) : html`<span class="faint">nobody tells</span>`}</td>
      <td>${it.decision ? html`<b>${it.decision}</b><br /><span class="faint" title=${exact(it.decidedAt ?? "")}>${it.decidedBy}: ${it.reason}</span><br />` : nothing}
        ${open ? html`<button class="quiet" data-may="write" aria-label=${`Decide about ${it.title}`} @click=${() => this.decide([it.item], it)}>${it.decision ? "Change…" : "Decide…"}</button>` : nothing}</td>
    </tr>`;
  }

  /** @param {number} item */
  choose(item) {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(item)) chosen.add(item);
    this.chosen = chosen;
  }

  /** @param {number[]} items @param {Item} [only] */
  async decide(items, only) {
    const done = await ask({
      title: only ? `Decide about ${called(only.title)}` : `Decide about ${count(items.length, "item")}`,
      text: only ? evidence(only.evidence) : "Nothing speaks against deciding about these together. Each keeps the reason.",
      fields: [
        { name: "decision", label: "Decision", type: "choice", options: CHOICES, value: only?.decision ?? "keep" },
        { name: "reason", label: "Why", type: "area", required: true, value: only?.reason ?? "" },
      ],
      action: "Decide",
      does: ({ decision, reason }) => post(`${this.path}/decisions`, { items, decision, reason }),
    });
    if (done) this.arrived();
  }

  async close() {
    const it = this.review.value?.review;
    const done = await ask({
      title: `Close ${it?.name ?? "the review"}?`,
      text: html`<p>${count(it?.undecided ?? 0, "item")} undecided. Nothing can be changed afterwards: what stays was reviewed, what is retired is on its way out.</p>`,
      fields: [{ name: "note", label: "What should be known of it" }],
      action: "Close",
      danger: true,
      does: ({ note }) => post(`${this.path}/close`, { note }),
    });
    if (done) this.arrived();
  }
}

/** @param {Part[]} parts */
const partTable = (parts) =>
  parts.length === 0
    ? empty("No team has a part in it yet.")
    : html`<div class="scroll-x" tabindex="0" role="group" aria-label="Teams"><table class="plain-table" aria-label="Teams">
        <thead><tr><th scope="col">Team</th><th scope="col" class="number">Undecided</th><th scope="col" class="number wide">One by one</th><th scope="col" class="number">Kept</th><th scope="col" class="number">Reduced</th><th scope="col" class="number">Retired</th></tr></thead>
        <tbody>${parts.map(
          (it) => html`<tr>
            <td><button class="quiet" @click=${() => adjust({ team: it.team ?? "none", after: "" })}>${it.name ?? "nobody's"}</button>${it.escalatesTo ? html` <span class="faint">above: ${it.escalatesTo}</span>` : nothing}</td>
            <td class="number">${number(it.undecided)} <span class="faint">of ${number(it.items)}</span></td><td class="number wide">${number(it.attention)}</td>
            <td class="number">${number(it.kept)}</td><td class="number">${number(it.reduced)}</td><td class="number">${number(it.retired)}</td>
          </tr>`,
        )}</tbody>
      </table></div>`;

/** @param {Evidence} it */
const evidence = (it) => html`<dl class="facts">
  <dt>Owner</dt><dd>${it.owner ?? "nobody"}${it.ownerBecause ? html` <span class="faint">${it.ownerBecause}</span>` : nothing}</dd>
  ${it.created?.length ? html`<dt>Made by</dt><dd>${it.created.join(", ")}</dd>` : nothing}
  <dt>Last used</dt><dd>${it.lastUsed ? date(it.lastUsed) : "nobody tells"}</dd>
  <dt>Seen</dt><dd>${date(it.firstSeen)} to ${date(it.lastSeen)}</dd>
  ${it.notAfter ? html`<dt>Ends</dt><dd>${date(it.notAfter)}</dd>` : nothing}
  <dt>Reviewed</dt><dd>${it.reviewed ? date(it.reviewed) : "never"}</dd>
  <dt>Places</dt><dd>${number(it.placesInAll)}: ${(it.places ?? []).slice(0, 5).map((one) => html`<code>${one}</code> `)}</dd>
  <dt>Findings</dt><dd>${it.findingsInAll === 0 ? "none" : (it.findings ?? []).slice(0, 5).map((one) => html`${severity(one.severity)} ${one.rule}<br />`)}</dd>
  <dt>May</dt><dd>${it.permissionsInAll === 0 ? "nothing that a source tells" : html`${number(it.permissionsInAll)}: ${permissions(it.permissions)}`}</dd>
  ${it.gained?.length ? html`<dt>Gained since</dt><dd class="high">${permissions(it.gained)}</dd>` : nothing}
  ${it.lost?.length ? html`<dt>Lost since</dt><dd>${permissions(it.lost)}</dd>` : nothing}
</dl>`;

/** @param {Permission[]} [all] */
const permissions = (all = []) => all.slice(0, 10).map((it) => html`<code>${it.right}</code> on ${it.resource}<br />`);

customElements.define("page-review", ReviewPage);

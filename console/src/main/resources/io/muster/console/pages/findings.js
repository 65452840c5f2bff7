// What breaks policy, and what to do about each.
import { html, nothing } from "../app/element.js";
import { statistics } from "../app/answers.js";
import { get, getTagged, patch, post } from "../app/api.js";
import { asksFor, toggle } from "../app/query.js";
import { Resource } from "../app/resource.js";
import { adjust, toCredential, toIdentity, toSource } from "../app/router.js";
import { date, number } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { moment, ownerMark, severity, SEVERITIES, severityShape } from "../parts/marks.js";
import { question } from "./exceptions.js";
import { LedgerPage } from "./ledger-page.js";

/** @typedef {import("../app/types.js").Finding} Finding */

/** What it is about: its name and where that is shown. @param {Finding} it @returns {[string, string]} */
function about(it) {
  if (it.credential) return [it.credential.title, toCredential(it.credential)];
  if (it.identity) return [it.identity.name, toIdentity(it.identity)];
  return it.source ? [it.source.name, toSource(it.source)] : ["", ""];
}

/** @param {Finding} it */
function subject(it) {
  const [name, to] = about(it);
  return to ? html`<a class="plain" href=${to}>${name}</a>` : nothing;
}

/** @type {import("../parts/ledger-table.js").Column[]} */
const COLUMNS = [
  { id: "severity-column", width: 104, title: "Severity", sort: "severity", cell: (/** @type {Finding} */ it) => severity(it.severity) },
  { id: "title", title: "What is wrong, and what to do", cell: (/** @type {Finding} */ it) => html`<b class="message" title=${it.message}>${it.message}</b><i title=${it.remedy}>${it.remedy}</i>` },
  { id: "identity", width: 190, title: "Where", cell: subject },
  { id: "owner", width: 130, title: "Owner", cell: (/** @type {Finding} */ it) => (it.source ? nothing : ownerMark(it.owner)) },
  { id: "opened", width: 126, title: "Opened, due", sort: "opened", cell: (/** @type {Finding} */ it) => html`<span>${moment(it.opened)}</span><small>${due(it)}</small>` },
  { id: "desk", width: 106, title: "Dealt with by", cell: (/** @type {Finding} */ it) => html`<button class="quiet" aria-label=${`What people decide about ${it.rule}`} @click=${(/** @type {Event} */ event) => decide(event, it)}>${it.assignee ? it.assignee.replace(/^\w+:/, "") : "nobody"}${it.comments ? ` · ${it.comments}` : ""}</button>` },
];

/** @param {Finding} it */
function due(it) {
  if (it.exception) return html`<span title=${it.exception.reason}>excepted to ${date(it.exception.until)}</span>`;
  if (it.resolved) return html`<span class="good">resolved</span>`;
  if (!it.due) return nothing;
  return Date.parse(it.due) < Date.now() ? html`<span class="critical">overdue</span>` : html`due ${date(it.due)}`;
}

/** @param {Event} event @param {Finding} it */
async function decide(event, it) {
  event.preventDefault();
  event.stopPropagation();
  const page = /** @type {Findings | null} */ (/** @type {Element} */ (event.currentTarget).closest("page-findings"));
  const path = `/findings/${it.id}`;
  const [{ value, tag }, { items }] = await Promise.all([getTagged(path), get(`${path}/comments`)]);
  const wanted = await ask({
    title: it.message,
    text: html`<p>${it.remedy}</p>
      ${items.map((/** @type {{ actor: string, at: string, text: string }} */ one) => html`<p><b>${one.actor}</b> <span class="faint">${moment(one.at)}</span><br />${one.text}</p>`)}
      ${it.exception ? html`<p>Excepted until ${date(it.exception.until)}: ${it.exception.reason}</p>` : nothing}`,
    fields: [
      { name: "assignee", label: "Dealt with by", value: value.assignee ?? "", placeholder: "person:anna or team:payments" },
      { name: "text", label: "Say something", type: "area" },
      { name: "exception", label: "Or", type: "choice", value: "", options: [{ value: "", says: "leave it open" }, { value: "ask", says: "ask for an exception" }] },
    ],
    action: "Save",
    does: async ({ assignee, text, exception }) => {
      if (assignee !== (value.assignee ?? "")) await patch(path, { assignee }, tag);
      if (text) await post(`${path}/comments`, { text });
      return exception || "saved";
    },
  });
  if (wanted === "ask") await ask(question({ finding: it }));
  if (wanted) page?.again();
}

/** What each state asks for. @type {Record<string, string>} */
const STATES = { open: "resolved:none", overdue: "overdue:yes", excepted: "excepted:yes", resolved: "-resolved:none excepted:no" };

class Findings extends LedgerPage {
  path = "/findings";
  firstSort = "-severity";
  /** @type {[string, string]} */ noun = ["finding", "findings"];

  constructor() {
    super();
    /** @type {Resource<import("../app/types.js").Statistics>} */ this.statistics = new Resource(this);
    /** @type {Resource<{ items: import("../app/types.js").Rule[] }>} */ this.rules = new Resource(this);
    this.statistics.load((signal) => get("/statistics", { signal }).then(statistics));
    this.rules.load((signal) => get("/rules", { signal }));
  }

  get title() {
    return "Findings";
  }

  /** Open ones, unless others are asked for. */
  get state() {
    return this.at.query.get("state") ?? "open";
  }

  /** What a person typed, and the state. */
  get question() {
    return `${this.q} ${STATES[this.state] ?? ""}`.trim();
  }

  render() {
    return html`${this.head("Findings", { sub: this.counted(), actions: this.states() })}
      ${this.severities()}
      <div class="beside-facets">
        ${this.ruleList()}
        <ledger-table
          label="Findings"
          .list=${this.ready ?? this.list}
          .columns=${COLUMNS}
          .sort=${this.sort}
          .to=${(/** @type {Finding} */ it) => about(it)[1]}
          .hint=${this.state === "open" ? "Nothing open here breaks policy." : `Nothing ${this.state} here.`}
          @sort=${this.sorted}
        ></ledger-table>
      </div>`;
  }

  states() {
    return Object.keys(STATES).map(
      (it) => html`<button aria-pressed=${this.state === it} class=${this.state === it ? "chip" : ""} @click=${() => adjust({ state: it === "open" ? "" : it })}>${it}</button>`,
    );
  }

  severities() {
    const counts = this.statistics.value?.findings;
    return html`<ul class="severities">
      ${SEVERITIES.map(
        (it) => html`<li><button aria-pressed=${asksFor(this.q, "severity", it)} @click=${() => this.ask(toggle(this.q, "severity", it))}>
          ${severity(it)} <span>${counts ? number(counts[it]) : "…"}</span>
        </button></li>`,
      )}
    </ul>`;
  }

  /** The rules that most break. */
  ruleList() {
    return html`<div class="rule-list">
      <h2>rule</h2>
      <ul>
        ${(this.statistics.value?.rules ?? []).map((it) => this.rule(it))}
      </ul>
    </div>`;
  }

  /** @param {{ rule: string, count: number }} it */
  rule(it) {
    const rule = this.rules.value?.items.find((one) => one.id === it.rule);
    return html`<li>
      <button aria-pressed=${asksFor(this.q, "rule", it.rule)} title=${rule?.title ?? it.rule} @click=${() => this.ask(toggle(this.q, "rule", it.rule))}>
        ${rule ? severityShape(rule.severity) : nothing}<span class="cut">${it.rule}</span><span class="faint">${number(it.count)}</span>
      </button>
    </li>`;
  }
}

customElements.define("page-findings", Findings);

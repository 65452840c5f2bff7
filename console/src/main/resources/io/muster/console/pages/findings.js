// What breaks policy, and what to do about each.
import { html, nothing } from "../app/element.js";
import { statistics } from "../app/answers.js";
import { get } from "../app/api.js";
import { asksFor, toggle } from "../app/query.js";
import { Resource } from "../app/resource.js";
import { adjust, toCredential, toIdentity, toSource } from "../app/router.js";
import { number } from "../app/words.js";
import { moment, ownerMark, severity, SEVERITIES, severityShape } from "../parts/marks.js";
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
  { id: "opened", width: 104, title: "Opened", sort: "opened", cell: (/** @type {Finding} */ it) => html`${moment(it.opened)}${it.resolved ? html` <span class="good">resolved</span>` : nothing}` },
];

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

  /** Open ones, unless the resolved are asked for. */
  get state() {
    return this.at.query.get("state") ?? "open";
  }

  /** What a person typed, and the state. */
  get question() {
    return `${this.q} ${this.state === "resolved" ? "-" : ""}resolved:none`.trim();
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
          .hint=${this.state === "open" ? "Nothing open here breaks policy." : "Nothing was resolved here yet."}
          @sort=${this.sorted}
        ></ledger-table>
      </div>`;
  }

  states() {
    return ["open", "resolved"].map(
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

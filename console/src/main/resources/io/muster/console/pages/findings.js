// What breaks policy, and what to do about each.
import { html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { asksFor, toggle } from "../app/query.js";
import { Resource } from "../app/resource.js";
import { adjust, toCredential, toIdentity } from "../app/router.js";
import { number } from "../app/words.js";
import { moment, ownerMark, severity, SEVERITIES, severityShape } from "../parts/marks.js";
import { LedgerPage } from "./ledger-page.js";

/** @typedef {import("../app/types.js").Finding} Finding */

/** @param {Finding} it */
const subject = (it) =>
  it.credential
    ? html`<a class="plain" href=${toCredential(it.credential)}>${it.credential.title}</a>`
    : it.identity
      ? html`<a class="plain" href=${toIdentity(it.identity)}>${it.identity.name}</a>`
      : nothing;

/** @type {import("../parts/ledger-table.js").Column[]} */
const COLUMNS = [
  { id: "severity-column", width: 104, title: "Severity", sort: "severity", cell: (/** @type {Finding} */ it) => severity(it.severity) },
  { id: "title", title: "What is wrong, and what to do", cell: (/** @type {Finding} */ it) => html`<b title=${it.message}>${it.message}</b><i title=${it.remedy}>${it.remedy}</i>` },
  { id: "identity", width: 190, title: "Where", cell: subject },
  { id: "owner", width: 130, title: "Owner", cell: (/** @type {Finding} */ it) => ownerMark(it.owner) },
  { id: "opened", width: 104, title: "Opened", sort: "opened", cell: (/** @type {Finding} */ it) => html`${moment(it.opened)}${it.resolved ? html` <span class="good">resolved</span>` : nothing}` },
];

class Findings extends LedgerPage {
  path = "/findings";
  firstSort = "severity";
  /** @type {[string, string]} */ noun = ["finding", "findings"];

  constructor() {
    super();
    /** @type {Resource<import("../app/types.js").Statistics>} */ this.statistics = new Resource(this);
    this.statistics.load((signal) => get("/statistics", { signal }));
  }

  get title() {
    return "Findings";
  }

  /** Open ones, unless the resolved are asked for. */
  get state() {
    return this.at.query.get("state") ?? "open";
  }

  get more() {
    return { state: this.state };
  }

  render() {
    return html`${this.head("Findings", { sub: this.counted(), actions: this.states() })}
      ${this.severities()}
      <div class="roll">
        ${this.rules()}
        <ledger-table
          label="Findings"
          .list=${this.ready ?? this.list}
          .columns=${COLUMNS}
          .sort=${this.sort}
          .to=${(/** @type {Finding} */ it) => (it.credential ? toCredential(it.credential) : it.identity ? toIdentity(it.identity) : "")}
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

  /** The rules with the most to do, worst first. */
  rules() {
    return html`<div class="rule-list">
      <h2>rule</h2>
      <ul>
        ${(this.statistics.value?.rules ?? []).map(
          (it) => html`<li>
            <button aria-pressed=${asksFor(this.q, "rule", it.rule)} title=${it.title} @click=${() => this.ask(toggle(this.q, "rule", it.rule))}>
              ${severityShape(it.severity)}<span class="cut">${it.rule}</span><span class="faint">${number(it.open)}</span>
            </button>
          </li>`,
        )}
      </ul>
    </div>`;
  }
}


customElements.define("page-findings", Findings);

// The machine identities: who the credentials belong to.
import { html, nothing } from "../app/element.js";
import { toIdentity } from "../app/router.js";
import { called, number } from "../app/words.js";
import { findingsMark, kind, moment, ownerMark, tag } from "../parts/marks.js";
import { LedgerPage } from "./ledger-page.js";

/** @typedef {import("../app/types.js").Identity} Identity */

/** A wider window has more columns, not wider ones. @type {(import("../parts/ledger-table.js").Column & { from?: number })[]} */
const COLUMNS = [
  { id: "title", title: "Identity", sort: "name", cell: (/** @type {Identity} */ it) => html`<a href=${toIdentity(it)} title=${it.name}>${called(it.name)}</a>` },
  { id: "type", width: 150, title: "Kind", cell: (/** @type {Identity} */ it) => kind(it.kind) },
  { id: "owner", width: 130, from: 1250, title: "Owner", cell: (/** @type {Identity} */ it) => ownerMark(it.owner) },
  { id: "environment", width: 108, from: 1560, title: "Environment", cell: (/** @type {Identity} */ it) => it.environment ?? nothing },
  { id: "criticality", width: 92, from: 1660, title: "Criticality", cell: (/** @type {Identity} */ it) => it.criticality ?? nothing },
  { id: "tags", width: 140, from: 1440, title: "Tags", cell: (/** @type {Identity} */ it) => it.tags.map(tag) },
  { id: "count", width: 88, title: "Credentials", number: true, sort: "credentials", cell: (/** @type {Identity} */ it) => number(it.credentials) },
  { id: "risk", width: 64, from: 1000, title: "Risk", number: true, sort: "risk", cell: (/** @type {Identity} */ it) => number(it.risk) },
  { id: "findings", width: 86, title: "Findings", sort: "severity", cell: findingsMark },
  { id: "seen", width: 88, title: "Seen", sort: "seen", cell: (/** @type {Identity} */ it) => moment(it.lastSeen) },
];

class Identities extends LedgerPage {
  path = "/identities";
  firstSort = "name";
  /** @type {[string, string]} */ noun = ["machine identity", "machine identities"];
  facetsOf = "identities";

  get title() {
    return "Identities";
  }

  render() {
    return html`${this.head("Identities", { sub: this.counted() })}
      <div class="beside-facets">
        ${this.facetList()}
        <ledger-table
          label="Machine identities"
          .list=${this.ready ?? this.list}
          .columns=${COLUMNS.filter((it) => (it.from ?? 0) <= innerWidth)}
          .sort=${this.sort}
          .to=${toIdentity}
          .hint=${"Identities appear with the credentials that prove them."}
          @sort=${this.sorted}
        ></ledger-table>
      </div>`;
  }
}

customElements.define("page-identities", Identities);

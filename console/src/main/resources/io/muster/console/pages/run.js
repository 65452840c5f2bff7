// One run: how far it is, what it changed, what it could not read and why.
import { html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { Following } from "../app/following.js";
import { Resource } from "../app/resource.js";
import { adjust, toCredential, toIdentity } from "../app/router.js";
import { bytes, count, named, number, span } from "../app/words.js";
import { moment, place, stateMark } from "../parts/marks.js";
import { progressOf } from "../parts/runs.js";
import { Page } from "./page.js";
import "../parts/more-table.js";

/** @typedef {import("../app/types.js").Run} Run */

/** @type {import("../parts/more-table.js").Cell[]} */
const CHANGES = [
  { title: "What", cell: (it) => (it.id.length === 64 ? html`<a href=${toCredential(it)}>${it.title}</a>` : html`<a href=${toIdentity(it)}>${it.title}</a>`) },
  { title: "Place", cell: (it) => (it.place ? place(it.place) : nothing) },
  { title: "Role", wide: true, cell: (it) => (it.role ? named(it.role) : nothing) },
];

/** @type {Record<string, { says: string, columns: import("../parts/more-table.js").Cell[], hint: string }>} */
const TABS = {
  new: { says: "New", columns: CHANGES, hint: "Nothing new." },
  changed: { says: "Changed", columns: CHANGES, hint: "Nothing changed." },
  gone: { says: "Gone", columns: CHANGES, hint: "Everything that was there still is." },
  back: { says: "Back again", columns: CHANGES, hint: "Nothing came back." },
  unreadable: {
    says: "Could not be read",
    columns: [{ title: "Place", cell: (it) => place(it.what) }, { title: "Why", cell: (it) => it.reason }],
    hint: "Everything could be read.",
  },
  rejected: {
    says: "Rejected",
    columns: [{ title: "What", cell: (it) => place(it.what) }, { title: "Why", cell: (it) => it.reason }],
    hint: "Nothing was rejected.",
  },
};

/** Which count of a run says how long a tab is. @type {Record<string, string>} */
const COUNTED = { new: "fresh", gone: "gone", back: "back", unreadable: "unreadable", rejected: "rejected" };

class RunPage extends Page {
  constructor() {
    super();
    /** @type {string | undefined} */ this.key = undefined;
    /** @type {Resource<Run>} */ this.run = new Resource(this);
    this.following = new Following(this, (it) => it.run === this.at.parameters.id, () => this.ended());
  }

  get title() {
    return "Run";
  }

  get path() {
    return `/runs/${this.at.parameters.id}`;
  }

  get tab() {
    const it = this.at.query.get("show") ?? "new";
    return it in TABS ? it : "new";
  }

  arrived() {
    if (this.key === this.path) return;
    this.key = this.path;
    this.run.load((signal) => get(this.path, { signal }));
  }

  ended() {
    this.run.reload();
    /** @type {any} */ (this.querySelector("more-table"))?.reload();
  }

  render() {
    return this.whole(this.run, (it) => this.body(it));
  }

  /** @param {Run} it */
  body(it) {
    const { counts } = it;
    return html`
      ${this.head(html`Run of ${it.source}`, {
        crumb: html`<a href="/sources">Sources</a> › <a href=${`/sources/${it.source}`}>${it.source}</a> ›`,
        sub: html`${stateMark(it.state)} <span>began ${moment(it.started)}${it.ended ? `, took ${span(Date.parse(it.ended) - Date.parse(it.started))}` : ""}, by ${it.reporter}</span>`,
      })}
      ${it.message ? html`<p class="card run-message ${it.state}">${it.message}</p>` : nothing}
      ${this.following.progress ? html`<section class="card under-way">${progressOf(this.following.progress)}</section>` : nothing}
      <section class="card reconciled">
        <p>
          <b>${number(counts.seen ?? 0)}</b> seen = <b>${number(counts.fresh ?? 0)}</b> new + <b>${number(counts.known ?? 0)}</b> known + <b>${number(counts.rejected ?? 0)}</b> rejected
        </p>
        <p class="soft">
          ${[counts.files ? count(counts.files, "file") : "", counts.bytes ? bytes(counts.bytes) : "", counts.endpoints ? count(counts.endpoints, "endpoint") : ""].filter(Boolean).join(", ") || "Nothing looked at yet"}
        </p>
      </section>
      <section class="card below">
        <div class="tabs" role="tablist" aria-label="What the run found">
          ${Object.entries(TABS).map(
            ([id, tab]) => html`<button role="tab" id=${`tab-${id}`} aria-selected=${this.tab === id} aria-controls="tab-panel" @click=${() => adjust({ show: id === "new" ? "" : id })}>
              ${tab.says} ${COUNTED[id] in counts ? html`<span class="faint">${number(counts[COUNTED[id]])}</span>` : nothing}
            </button>`,
          )}
        </div>
        <div id="tab-panel" role="tabpanel" aria-labelledby=${`tab-${this.tab}`}>${this.table()}</div>
      </section>
    `;
  }

  table() {
    const { tab } = this;
    const { columns, hint, says } = TABS[tab];
    const own = tab === "unreadable" || tab === "rejected";
    return html`<more-table
      label=${says}
      .path=${own ? `${this.path}/${tab}` : `${this.path}/changes`}
      .query=${own ? {} : { kind: tab }}
      .columns=${columns}
      .hint=${hint}
      .limit=${25}
    ></more-table>`;
  }
}

customElements.define("page-run", RunPage);

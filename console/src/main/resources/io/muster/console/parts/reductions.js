// Rights that are to be taken away because a review decided so: whose task it is, since when, and that it was done.
import { Element, html } from "../app/element.js";
import { post } from "../app/api.js";
import { adjust } from "../app/router.js";
import { called } from "../app/words.js";
import { ask } from "./ask.js";
import { kind, moment } from "./marks.js";
import "./more-table.js";

/** @typedef {{ id: string, review: string, reviewName: string, entity: string, entityId: string, kind: string, title: string, team?: { id: string, name: string }, reason: string, decidedBy: string, decidedAt: string, state: string, since: string, due: string, overdue: boolean, ended?: string, endedBy?: string, confirmed?: string, note?: string }} Reduction */

const STATES = ["open", "done", "dropped"];

export class ReductionList extends Element {
  static properties = { state: {} };

  constructor() {
    super();
    /** Which are shown: in the address, so that a link shows the same. */ this.state = "open";
  }

  render() {
    return html`
      <p class="chips" role="group" aria-label="State of what is to be taken away">
        ${STATES.map((it) => html`<button class=${it === this.state ? "chip" : "quiet"} aria-pressed=${it === this.state} @click=${() => adjust({ less: it === "open" ? "" : it })}>${it}</button> `)}
      </p>
      <more-table label="To be taken away" .path=${"/reductions"} .query=${{ state: this.state }} .columns=${this.columns()} .hint=${"Nothing: no review decided that something may do less, or it does."}></more-table>`;
  }

  columns() {
    return [
      { title: "What", cell: (/** @type {Reduction} */ it) => html`<a href=${toEntity(it)} title=${it.title}>${called(it.title)}</a> ${kind(it.kind)}` },
      { title: "State", cell: (/** @type {Reduction} */ it) => (it.overdue ? html`<span class="critical">late</span><br /><span class="faint">due ${moment(it.due)}</span>` : it.ended ? html`<b>${it.state}</b> ${moment(it.ended)}<br /><span class="faint">${it.note}</span>` : html`<b>open</b><br /><span class="faint">due ${moment(it.due)}</span>`) },
      { title: "Team", wide: true, cell: (/** @type {Reduction} */ it) => it.team?.name ?? html`<span class="nobody">no team</span>` },
      { title: "Decided", wide: true, cell: (/** @type {Reduction} */ it) => html`by ${it.decidedBy}, <a href=${`/reviews/${it.review}`}>${it.reviewName}</a><br /><span class="faint">${it.reason}</span>` },
      { title: "Since", wide: true, cell: (/** @type {Reduction} */ it) => moment(it.since) },
      { title: "Done", cell: (/** @type {Reduction} */ it) => (it.state === "open" ? html`<button class="quiet" data-may="write" aria-label=${`Done with ${it.title}`} @click=${() => this.done(it)}>Done…</button>` : it.endedBy ?? "") },
    ];
  }

  /** @param {Reduction} it */
  async done(it) {
    const done = await ask({
      title: `The rights of ${called(it.title)} were taken away`,
      text: "Where a source tells what it may do, the next scan sees it and ends this by itself. Else say what was done.",
      fields: [{ name: "evidence", label: "What was done, and where it can be seen", type: "area", required: true }],
      action: "It is done",
      does: ({ evidence }) => post(`/reductions/${it.id}/done`, { evidence }),
    });
    if (done) /** @type {import("./more-table.js").MoreTable} */ (this.querySelector("more-table")).reload();
  }
}

/** @param {Reduction} it */
const toEntity = (it) => `/${it.entity === "identity" ? "identities" : "credentials"}/${it.entityId}`;

customElements.define("reduction-list", ReductionList);

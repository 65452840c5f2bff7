// What nobody owns: the clock of each, and who may own it.
import { html, nothing } from "../app/element.js";
import { post } from "../app/api.js";
import { link } from "../app/router.js";
import { called, named, number } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { because, confidence } from "../parts/candidates.js";
import { kind, moment } from "../parts/marks.js";
import { Page } from "./page.js";
import "../parts/more-table.js";

const STATES = ["open", "escalated", "accepted", "declined"];

/** @typedef {import("../parts/candidates.js").Candidate} Candidate */
/** @typedef {{ id: string, kind: string, name: string, state: string, found: string, due: string, assigned?: string, decidedBy?: string, reason?: string, risk: number, candidate?: Candidate }} Orphan */
/** @typedef {{ id: string, kind: string, name: string, candidate: Candidate }} Suggested */

class Ownership extends Page {
  get title() {
    return "Ownership";
  }

  render() {
    const state = this.at.query.get("state") ?? "";
    return html`
      ${this.head("Ownership", {
        sub: html`<span>What nobody owns has a clock: when it has run down, it is proposed that it be decommissioned.</span>`,
        actions: html`<button class="primary" data-may="write-all" @click=${() => this.acceptAll()}>Accept all that are sure…</button>`,
      })}
      <div class="stack">
        <section class="card">
          <header><h2>Who may own it</h2><small>the surest first</small></header>
          <more-table id="suggestions" label="Suggested owners" .path=${"/owners/suggestions"} .columns=${this.suggestionColumns()} .hint=${"Nothing speaks for anybody, or everything has an owner."}></more-table>
        </section>
        <section class="card">
          <header><h2>Orphans</h2><small>due first</small></header>
          <p class="chips" role="group" aria-label="State">
            ${["", ...STATES].map((it) => html`<a class="chip" href=${link("/ownership", { state: it })} aria-current=${it === state ? "true" : nothing}>${it || "all"}</a> `)}
          </p>
          <more-table id="orphans" label="Orphans" .path=${"/orphans"} .query=${{ state }} .columns=${this.orphanColumns()} .hint=${"Everything has an owner."}></more-table>
        </section>
      </div>
    `;
  }

  suggestionColumns() {
    return [
      { title: "Identity", cell: identity },
      { title: "Kind", wide: true, cell: (/** @type {Suggested} */ it) => kind(it.kind) },
      { title: "Team", cell: (/** @type {Suggested} */ it) => it.candidate.name },
      { title: "Sure", number: true, cell: (/** @type {Suggested} */ it) => confidence(it.candidate) },
      { title: "Because", wide: true, cell: (/** @type {Suggested} */ it) => because(it.candidate) },
      { title: "Accept", cell: (/** @type {Suggested} */ it) => html`<button aria-label=${`${it.candidate.name} owns ${it.name}`} @click=${() => this.accept(it)}>Accept</button>` },
    ];
  }

  orphanColumns() {
    return [
      { title: "Identity", cell: identity },
      { title: "State", cell: (/** @type {Orphan} */ it) => html`<span title=${it.reason ?? ""}>${named(it.state)}</span>${it.decidedBy ? html` <span class="faint">by ${it.decidedBy}</span>` : nothing}` },
      { title: "Due", cell: (/** @type {Orphan} */ it) => moment(it.due) },
      { title: "Assigned", wide: true, cell: (/** @type {Orphan} */ it) => it.assigned ?? html`<span class="faint">nobody</span>` },
      { title: "Risk", number: true, cell: (/** @type {Orphan} */ it) => number(it.risk) },
      { title: "Perhaps", wide: true, cell: (/** @type {Orphan} */ it) => (it.candidate ? html`${it.candidate.name} ${confidence(it.candidate)}` : nothing) },
      { title: "Decide", cell: (/** @type {Orphan} */ it) => (it.state === "open" ? nothing : html`<button aria-label=${`Decide about ${it.name}`} @click=${() => this.decide(it)}>Decide…</button>`) },
    ];
  }

  /** @param {Suggested} it */
  async accept(it) {
    const done = await ask({
      title: `${it.candidate.name} owns ${called(it.name)}`,
      text: "Its findings and alerts go to that team; rules do not change it.",
      action: "Accept",
      does: () => post(`/identities/${it.id}/owner-candidates/accept`, { team: it.candidate.team }),
    });
    if (done) this.again();
  }

  async acceptAll() {
    const done = await ask({
      title: "Accept all that are sure",
      text: "Wherever the first candidate is at least so probable, it becomes the owner. Each can be changed later.",
      fields: [{ name: "threshold", label: "At least", value: "0.9", required: true, hint: "From 0.5 to 1." }],
      action: "Accept",
      does: async (/** @type {{ threshold: string }} */ { threshold }) => {
        let more = true;
        while (more) ({ more } = await post("/owners/accept", undefined, { query: { threshold } }));
        return true;
      },
    });
    if (done) this.again();
  }

  /** @param {Orphan} it */
  async decide(it) {
    const done = await ask({
      title: `Decommission ${called(it.name)}?`,
      text: "The decision is recorded. Muster takes nothing down by itself.",
      fields: [
        { name: "state", label: "Decision", type: "choice", value: "accepted", options: [{ value: "accepted", says: "decommission it" }, { value: "declined", says: "keep it, and find its owner" }] },
        { name: "reason", label: "Reason", required: true },
      ],
      action: "Decide",
      does: (/** @type {{ state: string, reason: string }} */ values) => post(`/orphans/${it.id}/decision`, values),
    });
    if (done) this.again();
  }

  again() {
    for (const table of this.querySelectorAll("more-table")) /** @type {import("../parts/more-table.js").MoreTable} */ (table).reload();
  }
}

/** @param {{ id: string, name: string }} it */
const identity = (it) => html`<a href=${`/identities/${it.id}`} title=${it.name}>${called(it.name)}</a>`;

customElements.define("page-ownership", Ownership);

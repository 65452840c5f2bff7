// What nobody owns: the clock of each, and who may own it.
import { html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { may } from "../app/rights.js";
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

/** @typedef {{ id: string, entity: string, name: string, reason: string, at: string, reassign: number, rotate: number, looked: boolean }} Gone */
/** @typedef {{ entity: string, id: string, title: string, toDo: string, why: string, proposed?: { name: string } }} Left */

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
        ${may("read-all") ? html`<section class="card">
          <header><h2>Who may own it</h2><small>the surest first</small></header>
          <more-table id="suggestions" label="Suggested owners" .path=${"/owners/suggestions"} .columns=${this.suggestionColumns()} .hint=${"Nothing speaks for anybody, or everything has an owner."}></more-table>
        </section>` : nothing}
        <section class="card">
          <header><h2>Orphans</h2><small>due first</small></header>
          <p class="chips" role="group" aria-label="State">
            ${["", ...STATES].map((it) => html`<a class="chip" href=${link("/ownership", { state: it })} aria-current=${it === state ? "true" : nothing}>${it || "all"}</a> `)}
          </p>
          <more-table id="orphans" label="Orphans" .path=${"/orphans"} .query=${{ state }} .columns=${this.orphanColumns()} .hint=${may("read-all") ? "Everything has an owner." : "Your teams look after no orphan."}></more-table>
        </section>
        ${may("read-all") ? html`<section class="card">
          <header><h2>Owners that are gone</h2><small>what they leave behind</small></header>
          <p><button data-may="administer" @click=${() => this.gone()}>Somebody is gone…</button></p>
          <more-table id="gone" label="Owners that are gone" .path=${"/owners-gone"} .columns=${this.goneColumns()} .hint=${"Nobody was marked as gone."}></more-table>
        </section>` : nothing}
      </div>
    `;
  }

  goneColumns() {
    return [
      { title: "Who", cell: (/** @type {Gone} */ it) => html`${it.name} <span class="faint">${it.entity}</span>` },
      { title: "Since", cell: (/** @type {Gone} */ it) => moment(it.at) },
      { title: "Why", wide: true, cell: (/** @type {Gone} */ it) => it.reason },
      { title: "To reassign", number: true, cell: (/** @type {Gone} */ it) => number(it.reassign) },
      { title: "To rotate", number: true, cell: (/** @type {Gone} */ it) => html`${number(it.rotate)}${it.looked ? nothing : html` <span class="faint">so far</span>`}` },
      { title: "Left behind", cell: (/** @type {Gone} */ it) => html`<button class="quiet" aria-label=${`What ${it.name} leaves behind`} @click=${() => this.left(it)}>Show…</button>` },
    ];
  }

  /** @param {Gone} it */
  async left(it) {
    const { items, total: all } = await get(`/owners-gone/${it.id}/items`, { query: { limit: 100 } });
    await ask({
      title: `What ${it.name} leaves behind`,
      text: html`<p>${number(all)} in all${all > items.length ? ", the first 100 here" : ""}.</p>
        <ul>${items.map((/** @type {Left} */ one) => html`<li><b>${one.toDo}</b> <a href=${`/${one.entity === "identity" ? "identities" : "credentials"}/${one.id}`}>${called(one.title)}</a>${one.proposed ? ` to ${one.proposed.name}` : ""}<br /><span class="faint">${one.why}</span></li>`)}</ul>`,
      action: "Done",
      does: async () => true,
    });
  }

  async gone() {
    const done = await ask({
      title: "A team or a person is gone",
      text: "What a team owned has no owner from then on. Of a person, what the person could know is found: it is to be rotated.",
      fields: [
        { name: "entity", label: "Who", type: "choice", options: [{ value: "person", says: "a person" }, { value: "team", says: "a team" }] },
        { name: "id", label: "Id", required: true },
        { name: "reason", label: "Why", required: true },
      ],
      action: "Mark as gone",
      danger: true,
      does: (values) => post("/owners-gone", values),
    });
    if (done) this.again();
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
      { title: "Identity", cell: (/** @type {Orphan} */ it) => (may("read-all") ? identity(it) : called(it.name)) },
      { title: "State", cell: (/** @type {Orphan} */ it) => html`<span title=${it.reason ?? ""}>${named(it.state)}</span>${it.decidedBy ? html` <span class="faint">by ${it.decidedBy}</span>` : nothing}` },
      { title: "Due", cell: (/** @type {Orphan} */ it) => moment(it.due) },
      { title: "Assigned", wide: true, cell: (/** @type {Orphan} */ it) => it.assigned ?? html`<span class="faint">nobody</span>` },
      { title: "Risk", number: true, cell: (/** @type {Orphan} */ it) => number(it.risk) },
      { title: "Perhaps", wide: true, cell: (/** @type {Orphan} */ it) => (it.candidate ? html`${it.candidate.name} ${confidence(it.candidate)}` : nothing) },
      { title: "Decide", cell: (/** @type {Orphan} */ it) => (it.state === "open" || !may("write-all") ? nothing : html`<button aria-label=${`Decide about ${it.name}`} @click=${() => this.decide(it)}>Decide…</button>`) },
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
      does: async ({ threshold }) => {
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
      text: "It goes on its way out, step by step: see Reviews. Muster takes nothing down by itself.",
      fields: [
        { name: "state", label: "Decision", type: "choice", value: "accepted", options: [{ value: "accepted", says: "decommission it" }, { value: "declined", says: "keep it, and find its owner" }] },
        { name: "reason", label: "Reason", required: true },
      ],
      action: "Decide",
      does: (values) => post(`/orphans/${it.id}/decision`, values),
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

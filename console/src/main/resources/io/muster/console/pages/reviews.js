// Whether machines are still needed: reviews, and the way out of what nobody needs.
import { html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { adjust, link, open } from "../app/router.js";
import { called, named, number } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { kind, moment } from "../parts/marks.js";
import { Page } from "./page.js";
import "../parts/more-table.js";
import "../parts/reductions.js";

/** @typedef {{ id: string, name: string, state: string, overdue: boolean, due: string, closed?: string, items: number, undecided: number, attention: number, retired: number, note?: string }} Review */
/** @typedef {{ id: string, entity: string, entityId: string, kind: string, title: string, owner?: { id: string, name: string }, state: string, why: string, reason: string, since: string, due?: string }} Retirement */
/** @typedef {{ words: string, command?: string }} Task */
/** @typedef {{ retirement: Retirement, next?: string, task?: Task, places: string[], lastUsed?: string, steps: { at: string, actor: string, from: string, to: string, note: string, confirmed?: string }[] }} Detail */

const STATES = ["flagged", "proposed", "disabling", "observing", "deleting", "gone", "kept"];

/** What the next step is called. @type {Record<string, string>} */
const NEXT = { flagged: "Propose to disable it", proposed: "Disable it", disabling: "It is disabled", observing: "Delete it", deleting: "It is deleted" };

class Reviews extends Page {
  get title() {
    return "Reviews";
  }

  render() {
    const state = this.at.query.get("out") ?? "";
    return html`
      ${this.head("Reviews", {
        sub: html`<span>Who owns a machine says whether it is still needed and may do what it may.</span>`,
        actions: html`<button class="primary" data-may="write" @click=${() => this.start()}>Begin a review…</button>`,
      })}
      <div class="stack">
        <section class="card">
          <header><h2>Reviews</h2><small>the newest first</small></header>
          <more-table id="reviews" label="Reviews" .path=${"/reviews"} .columns=${REVIEWS} .hint=${"No review yet. The server begins one of service accounts every year and of their keys every quarter, or you begin one."}></more-table>
        </section>
        <section class="card">
          <header><h2>To be taken away</h2><small>rights of what may do less, as a review decided</small></header>
          <reduction-list .state=${this.at.query.get("less") || "open"}></reduction-list>
        </section>
        <section class="card">
          <header><h2>On the way out</h2><small>unused, or retired in a review; each step can be taken back</small></header>
          <p class="chips" role="group" aria-label="State">
            ${["", ...STATES].map((it) => html`<button class=${it === state ? "chip" : "quiet"} aria-pressed=${it === state} @click=${() => adjust({ out: it })}>${it || "all"}</button> `)}
          </p>
          <more-table id="out" label="On the way out" .path=${"/retirements"} .query=${{ state }} .columns=${this.retirements()} .hint=${"Nothing is on its way out."}></more-table>
        </section>
      </div>
    `;
  }

  retirements() {
    return [
      { title: "What", cell: (/** @type {Retirement} */ it) => html`<a href=${toEntity(it)} title=${it.title}>${called(it.title)}</a> ${kind(it.kind)}` },
      { title: "State", cell: (/** @type {Retirement} */ it) => html`<b>${it.state}</b><br /><span class="faint">since ${moment(it.since)}</span>` },
      { title: "Why", wide: true, cell: (/** @type {Retirement} */ it) => html`${named(it.why)}<br /><span class="faint">${it.reason}</span>` },
      { title: "Owner", wide: true, cell: (/** @type {Retirement} */ it) => it.owner?.name ?? html`<span class="nobody">no owner</span>` },
      { title: "Until", wide: true, cell: (/** @type {Retirement} */ it) => moment(it.due) },
      { title: "Step", cell: (/** @type {Retirement} */ it) => html`<button class="quiet" aria-label=${`Steps of ${it.title}`} @click=${() => this.step(it)}>Steps…</button>` },
    ];
  }

  /** @param {Retirement} it */
  async step(it) {
    /** @type {Detail} */ const detail = await get(`/retirements/${it.id}`);
    const done = await ask({
      title: `${called(it.title)} is ${it.state}`,
      text: html`${taskOf(detail.task)}
        <ol class="steps">${detail.steps.map((one) => html`<li>${moment(one.at)}: <b>${one.to}</b> by ${one.actor}${one.confirmed ? ` (by ${one.confirmed})` : ""}. <span class="faint">${one.note}</span></li>`)}</ol>`,
      fields: [
        { name: "verb", label: "What now", type: "choice", options: choices(detail) },
        { name: "note", label: "Why, or what was done", required: true },
      ],
      action: "Do it",
      does: async ({ verb, note }) => ({ verb, answer: await post(`/retirements/${it.id}/${verb}`, { note }) }),
    });
    if (!done) return;
    /** @type {import("../parts/more-table.js").MoreTable} */ (this.querySelector("#out")).reload();
    if (done.answer.task) await ask({ title: "To be undone where it lives", text: taskOf(done.answer.task), action: "Understood", does: async () => true });
  }

  async start() {
    const done = await ask({
      title: "Begin a review",
      text: "What is there now is written down; each team decides about what it owns until the review is due.",
      fields: [
        { name: "name", label: "Name", required: true },
        { name: "list", label: "Of", type: "choice", options: [{ value: "identities", says: "identities" }, { value: "credentials", says: "credentials" }] },
        { name: "q", label: "Which", value: "kind:service-account|application", hint: "In the query language; everything when empty." },
        { name: "teams", label: "Of these teams alone", placeholder: "payments, web", hint: "Ids with commas; all when empty." },
        { name: "days", label: "Due in days, 180 at most", type: "number", value: "30", required: true },
      ],
      action: "Begin",
      does: ({ name, list, q, teams, days }) => post("/reviews", { name, list, q, teams: teams.split(",").map((/** @type {string} */ it) => it.trim()).filter(Boolean), days: Number(days) }),
    });
    if (done) open(`/reviews/${done.id}`);
  }
}

/** @type {import("../parts/more-table.js").Cell[]} */
const REVIEWS = [
  { title: "Review", cell: (/** @type {Review} */ it) => html`<a href=${link(`/reviews/${it.id}`)}>${it.name}</a>${it.note ? html`<br /><span class="faint">${it.note}</span>` : nothing}` },
  { title: "State", cell: (/** @type {Review} */ it) => (it.overdue ? html`<span class="critical">overdue</span>` : it.state) },
  { title: "Due", cell: (/** @type {Review} */ it) => moment(it.due) },
  { title: "Undecided", number: true, cell: (/** @type {Review} */ it) => html`${number(it.undecided)} <span class="faint">of ${number(it.items)}</span>` },
  { title: "One by one", number: true, wide: true, cell: (/** @type {Review} */ it) => number(it.attention) },
  { title: "Retired", number: true, wide: true, cell: (/** @type {Review} */ it) => number(it.retired) },
];

/** @param {Retirement} it */
const toEntity = (it) => `/${it.entity === "identity" ? "identities" : "credentials"}/${it.entityId}`;

/** @param {Task | undefined} task */
const taskOf = (task) => (task ? html`<p>${task.words}</p>${task.command ? html`<p><code>${task.command}</code></p>` : nothing}<p class="faint">Muster does nothing there by itself: the next scan sees it, or you say that it was done.</p>` : nothing);

/** @param {Detail} detail */
function choices({ retirement: { state }, next }) {
  const all = [];
  if (next) all.push({ value: "advance", says: NEXT[state] ?? next });
  if (state !== "flagged") all.push({ value: "undo", says: "Take the last step back" });
  if (state !== "kept" && state !== "gone") all.push({ value: "keep", says: "It stays" });
  return all;
}

customElements.define("page-reviews", Reviews);

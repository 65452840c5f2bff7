// What somebody must know, and whether it reached them.
import { html, nothing } from "../app/element.js";
import { post } from "../app/api.js";
import { asProblem } from "../app/resource.js";
import { adjust } from "../app/router.js";
import { number } from "../app/words.js";
import { moment, severity } from "../parts/marks.js";
import { refused } from "../parts/states.js";
import "../parts/more-table.js";
import { Page } from "./page.js";

/** @typedef {{ id: string, kind: string, severity: import("../app/types.js").Severity, subject: string, subjectId: string, title: string, message: string, remedy: string, places: string[], placesInAll: number, team?: string, level: number, raised: string, state: string, acknowledgedBy?: string }} Alert */

const STATES = ["", "pending", "sent", "failed", "unrouted", "acknowledged"];

/** Where its subject is shown. @param {Alert} it */
const toSubject = (it) =>
  ({ credential: `/credentials/${it.subjectId}`, identity: `/identities/${it.subjectId}`, source: `/sources/${it.subjectId}`, review: `/reviews/${it.subjectId.replace(/\/.*/, "")}`, exception: "/exceptions", orphans: "/ownership", report: "/reports" })[it.subject];

/** What people do not look for in a list they still may need. @param {Alert} it */
const more = (it) => html`<details class="alert-more">
  <summary>Where, and what to do</summary>
  ${it.places.length ? html`<ul class="mono">${it.places.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}
  ${it.placesInAll > it.places.length ? html`<p class="soft">and ${number(it.placesInAll - it.places.length)} more</p>` : nothing}
  <p>${it.remedy}</p>
</details>`;

class Alerts extends Page {
  static properties = { ...Page.properties, problem: { state: true } };

  constructor() {
    super();
    /** @type {import("../app/api.js").Problem | undefined} */ this.problem = undefined;
    /** @type {import("../parts/more-table.js").Cell[]} */
    this.columns = [
      { title: "What", cell: (/** @type {Alert} */ it) => html`${severity(it.severity)}<br />${this.subject(it)}${more(it)}` },
      { title: "Team", wide: true, cell: (/** @type {Alert} */ it) => it.team ?? html`<span class="faint">nobody</span>` },
      { title: "Raised", wide: true, cell: (/** @type {Alert} */ it) => moment(it.raised) },
      { title: "State", cell: (/** @type {Alert} */ it) => this.state(it) },
    ];
  }

  get title() {
    return "Alerts";
  }

  get wanted() {
    return this.at.query.get("state") ?? "";
  }

  render() {
    return html`
      ${this.head("Alerts", {
        sub: html`<span>What somebody must know, once each, and whether it reached them. Channels are in the <a class="link" href="/settings">settings</a>.</span>`,
      })}
      <div class="row" role="group" aria-label="State">
        ${STATES.map((it) => html`<button aria-pressed=${this.wanted === it} class=${this.wanted === it ? "chip" : ""} @click=${() => adjust({ state: it })}>${it || "all"}</button>`)}
      </div>
      ${this.problem ? refused(this.problem) : nothing}
      <section class="card below">
        <more-table
          label="Alerts"
          path="/alerts"
          .query=${{ state: this.wanted || undefined }}
          .limit=${50}
          .columns=${this.columns}
          .hint=${this.wanted ? "No alert is in this state." : "Nothing to tell anybody yet."}
        ></more-table>
      </section>
    `;
  }

  /** @param {Alert} it */
  subject(it) {
    const to = toSubject(it);
    return to ? html`<a class="plain" href=${to}>${it.message}</a>` : it.message;
  }

  /** @param {Alert} it */
  state(it) {
    return html`<span class=${it.state === "failed" ? "high" : "soft"}>${it.state}</span>
      ${it.state === "acknowledged"
        ? html`<span class="faint">by ${it.acknowledgedBy}</span>`
        : html`<button class="quiet" data-may="write-all" aria-label=${`Acknowledge: ${it.message}`} @click=${() => this.acknowledge(it)}>Acknowledge</button>`}`;
  }

  /** @param {Alert} it */
  async acknowledge(it) {
    try {
      await post(`/alerts/${it.id}/acknowledge`);
      this.problem = undefined;
      /** @type {any} */ (this.querySelector("more-table"))?.reload();
    } catch (error) {
      this.problem = asProblem(error);
    }
  }
}

customElements.define("page-alerts", Alerts);

// Where the estate stands along nine axes; how it grows; and the same from estimates.
import { html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { adjust, link } from "../app/router.js";
import { named, number } from "../app/words.js";
import { moment } from "../parts/marks.js";
import { empty, lines, shown } from "../parts/states.js";
import "../charts/radar.js";
import "../parts/team-picker.js";
import { Page } from "./page.js";

/** @typedef {import("../app/outlook-types.js").Radar} Radar */
/** @typedef {import("../app/outlook-types.js").Axis} Axis */
/** @typedef {import("../app/outlook-types.js").AxisInput} AxisInput */
/** @typedef {import("../app/outlook-types.js").Growth} Growth */

/** @type {Record<string, string>} */
const PAGES = { credentials: "/roll", identities: "/identities", findings: "/findings" };
const PAUSE = 150;

class PosturePage extends Page {
  constructor() {
    super();
    /** @type {Resource<Radar>} */ this.radar = new Resource(this);
    /** @type {Resource<Growth>} */ this.growth = new Resource(this);
    /** @type {Resource<Radar>} */ this.estimate = new Resource(this);
    /** @type {Map<string, number>} */ this.answers = new Map();
    this.waiting = 0;
  }

  get title() {
    return "Posture";
  }

  get estimating() {
    return this.at.query.get("view") === "estimate";
  }

  get team() {
    return this.at.query.get("team") ?? "";
  }

  arrived() {
    const { team } = this;
    if (this.estimating) this.ask();
    else {
      this.radar.load((signal) => get("/metrics/posture", { query: { team }, signal }));
      this.growth.load((signal) => get("/metrics/growth", { query: { team }, signal }));
    }
  }

  ask() {
    const answers = [...this.answers].map(([id, it]) => `${id}:${it}`).join(",");
    this.estimate.load((signal) => get("/metrics/posture-assessment", { query: { answers }, signal }));
  }

  /** @param {string} id @param {string} value */
  answer(id, value) {
    this.answers.set(id, Number(value));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), PAUSE);
    this.requestUpdate();
  }

  render() {
    return html`
      ${this.head("Posture", {
        sub: this.estimating ? "What you believe, before anything was scanned: move what you can answer, leave the rest." : "Nine axes from 0 to 100, each the mean of what is known about it.",
        actions: html`${this.estimating ? nothing : html`<team-picker .team=${this.team}></team-picker>`}
          <button aria-pressed=${!this.estimating} class=${this.estimating ? "" : "chip"} @click=${() => adjust({ view: "" })}>measured</button>
          <button aria-pressed=${this.estimating} class=${this.estimating ? "chip" : ""} @click=${() => adjust({ view: "estimate" })}>self-assessment</button>`,
      })}
      ${this.estimating ? shown(this.estimate, (it) => this.sliders(it), lines(10)) : html`${shown(this.radar, measured, lines(10))}${shown(this.growth, growth, lines(5))}`}
    `;
  }

  /** @param {Radar} radar */
  sliders(radar) {
    return html`<div class="overview-cards posture">
      ${drawing(radar)}
      ${radar.items.map(
        (axis) => html`<section class="card">
          <header><h2>${axis.title}</h2><small>${score(axis.value)}</small></header>
          ${axis.inputs.map((it) => this.slider(it))}
        </section>`,
      )}
    </div>`;
  }

  /** @param {AxisInput} it */
  slider(it) {
    const value = this.answers.get(it.id);
    return html`<label class="slider">
      <span>${it.counts}</span>
      <span class="row"><input type="range" min="0" max="100" step="5" class=${value === undefined ? "open" : ""} .value=${String(value ?? 0)} aria-valuetext=${value === undefined ? "not answered" : `${value} per cent`} @input=${(/** @type {any} */ event) => this.answer(it.id, event.target.value)} /> <b>${value === undefined ? "–" : `${value} %`}</b></span>
    </label>`;
  }
}

/** @param {number | undefined} value */
const score = (value) => (typeof value === "number" ? number(Math.round(value)) : "not known");

/** @param {Radar} radar */
const drawing = (radar) => html`<section class="card wide-card">
  <header><h2>${typeof radar.score === "number" ? `${number(Math.round(radar.score))} of 100` : "Nothing is known yet"}</h2><small>the mean of the axes that are known</small></header>
  <posture-radar .axes=${radar.items}></posture-radar>
  ${radar.weakest.length > 0
    ? html`<h3>What to do first</h3>
        <ol class="plan">${radar.weakest.map((id) => radar.items.find((it) => it.id === id)).map((it) => (it ? html`<li><b>${it.title}</b> <span class="soft">${it.advice}</span></li>` : nothing))}</ol>`
    : nothing}
</section>`;

/** @param {Radar} radar */
const measured = (radar) => html`<div class="overview-cards posture">
  ${drawing(radar)}
  ${radar.items.map(
    (axis) => html`<section class="card">
      <header><h2>${axis.title}</h2><small>${score(axis.value)}${axis.at ? html` · counted ${moment(axis.at)}` : nothing}</small></header>
      <ul class="inputs">${axis.inputs.map((it) => html`<li>${input(it)}</li>`)}</ul>
    </section>`,
  )}
</div>`;

/** @param {AxisInput} it */
const input = (it) => html`<p><b>${typeof it.value === "number" ? `${number(Math.round(it.value * 10) / 10)} %` : "–"}</b> ${lower(it.counts)}</p>
  <p class="faint">${it.unknown ?? html`${number(it.part ?? 0)} of ${number(it.whole ?? 0)}${it.list && (it.whole ?? 0) > (it.part ?? 0) ? html` · <a href=${rows(it.list, it.q ?? "")}>those that are not</a>` : nothing}`}</p>`;

/** Goes on a sentence. @param {string} text */
const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** @param {string} list @param {string} q */
const rows = (list, q) => link(PAGES[list], { q: q.replace("resolved:none ", "") });

/** @param {Growth} it */
const growth = (it) => html`<section class="card">
  <header><h2>Growth</h2><small>${typeof it.ratio === "number" ? html`<b>${number(it.ratio)}</b> machines for each person, by ${it.peopleFrom}` : html`machines for each person: ${it.peopleFrom}`}</small></header>
  ${it.items.length === 0
    ? empty("Nothing has been counted yet.")
    : html`<div class="scroll-x" tabindex="0" role="group" aria-label="Growth"><table class="plain-table">
        <thead><tr><th scope="col">Of</th><th scope="col" class="number">Now</th><th scope="col" class="number">Change</th><th scope="col">In 90 days</th></tr></thead>
        <tbody>${it.items.map(
          (one) => html`<tr>
            <td>${named(one.id)} <span class="faint">${one.of === one.id ? nothing : one.of}</span></td>
            <td class="number">${number(one.now)}</td>
            <td class="number">${one.change > 0 ? "+" : ""}${number(one.change)} <span class="faint">in ${number(one.days.length)} d</span></td>
            <td>${one.forecast ? html`${number(one.forecast.value)} <span class="faint">${number(one.forecast.low)} to ${number(one.forecast.high)}</span>` : html`<span class="faint">${one.unknown}</span>`}</td>
          </tr>`,
        )}</tbody>
      </table></div>
      <p class="faint">${it.assumption}</p>`}
</section>`;

customElements.define("page-posture", PosturePage);

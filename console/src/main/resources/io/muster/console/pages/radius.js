// What falls with a thing: how much, whose, and for each the path that says why.
import { html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { adjust, link, open, toCredential, toIdentity } from "../app/router.js";
import { called, named, number } from "../app/words.js";
import { severity } from "../parts/marks.js";
import { empty, lines, shown } from "../parts/states.js";
import { barTable } from "../charts/bars.js";
import { ringKey } from "../charts/rings.js";
import { Page } from "./page.js";

/** @typedef {import("../app/outlook-types.js").Radius} Radius */
/** @typedef {import("../app/outlook-types.js").Hit} Hit */

const LIMIT = 120;

/** @type {Record<string, string>} */
const EFFECTS = {
  exposed: "its secret half is in the hands of whoever did it",
  untrusted: "its issuer fell: nobody may believe it any more",
  impersonated: "somebody can pass for it",
  entered: "somebody can get in and read what lies there",
  deceived: "it believes what the fallen says",
  affected: "something that fell is in use there and must be replaced",
};

class RadiusPage extends Page {
  constructor() {
    super();
    /** @type {Resource<Radius>} */ this.radius = new Resource(this);
    /** @type {string | undefined} */ this.key = undefined;
  }

  get title() {
    return "Blast radius";
  }

  get from() {
    return this.at.query.get("from") ?? "";
  }

  get depth() {
    return Math.min(8, Math.max(1, Number(this.at.query.get("depth")) || 4));
  }

  arrived() {
    const { from, depth } = this;
    if (!from || this.key === `${from} ${depth}`) return;
    this.key = `${from} ${depth}`;
    this.radius.forget();
    this.radius.load((signal) => get("/graph/blast-radius", { query: { from, depth, limit: LIMIT }, signal }));
  }

  render() {
    if (!this.from) return html`${this.head("Blast radius", { sub: "If this key, authority, host or account falls, what falls with it?" })}${begin()}`;
    const fall = this.radius.value;
    return html`
      ${this.head(fall ? html`If ${called(fall.from.title)} falls` : "Blast radius", {
        crumb: html`<a href="/relationships">Relationships</a> ›`,
        sub: fall ? totals(fall) : nothing,
        actions: html`<label class="inline">Steps
          <select @change=${(/** @type {any} */ event) => adjust({ depth: event.target.value })}>
            ${[1, 2, 3, 4, 6, 8].map((it) => html`<option value=${it} ?selected=${it === this.depth}>${it}</option>`)}
          </select></label>`,
      })}
      ${shown(this.radius, body, lines(10))}
    `;
  }
}

const begin = () => html`<form class="card begin" @submit=${(/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const from = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("from");
  if (from) open(link("/radius", { from: String(from) }));
}}>
  <label class="field">Begin with <input name="from" required placeholder="Name, id, host:web-3.example.org" /></label>
  <p><button class="primary">Show what falls</button></p>
  ${empty("Every page of a credential or an identity leads here too.")}
</form>`;

/** @param {Radius} fall */
const totals = (fall) =>
  Object.entries(fall.totals)
    .filter(([, it]) => it.number > 0)
    .map(([kind, it], i) => html`${i > 0 ? ", " : ""}${it.isAtLeast ? "at least " : ""}<b>${number(it.number)}</b> ${plural(kind, it.number)}`);

/** @param {string} kind @param {number} n */
const plural = (kind, n) => (n === 1 ? kind : kind.endsWith("y") ? kind.slice(0, -1) + "ies" : kind + "s");

/** @param {Radius} fall */
function body(fall) {
  if (fall.items.length === 0) return empty("Nothing falls with it.", "Nothing that is known was issued by it, shares its key, is held by it or can be read there.");
  const { byEffect, byCriticality, byTeam, byType } = fall.credentials;
  return html`
    <div class="overview-cards">
      <section class="card">
        <header><h2>Step by step</h2><small>how many fall at each</small></header>
        <fall-rings .items=${fall.items} .depths=${fall.depths} .middle=${fall.from.title}></fall-rings>
        ${ringKey()}
      </section>
      <section class="card">
        <header><h2>Credentials that fall</h2></header>
        ${barTable(Object.entries(byEffect).map(([label, value]) => ({ label, value, colour: "critical" })), "By effect")}
        <hr />${barTable(Object.entries(byCriticality).map(([label, value]) => ({ label: label || "criticality not said", value, colour: "high" })), "By criticality")}
        <hr />${barTable(Object.entries(byType).map(([label, value]) => ({ label: named(label), value })), "By type")}
      </section>
      <section class="card">
        <header><h2>Whose they are</h2></header>
        ${barTable(byTeam.slice(0, 12).map((it) => ({ label: it.team?.name ?? "nobody's", value: it.count, colour: "kind-3" })), "Credentials by team")}
      </section>
    </div>
    <section class="card below">
      <header><h2>What falls, and why</h2><small>${fall.isCut ? `${number(fall.items.length)} of them: of each step the most critical` : "all of it"}</small></header>
      <div class="scroll-x" tabindex="0" role="group" aria-label="What falls, and why">
        <table class="plain-table">
          <thead><tr><th scope="col" class="number">Step</th><th scope="col">What</th><th scope="col">Effect</th><th scope="col" class="wide">Team</th><th scope="col">Why</th></tr></thead>
          <tbody>${fall.items.map(row)}</tbody>
        </table>
      </div>
    </section>
  `;
}

/** @param {Hit} it */
const row = (it) => html`<tr>
  <td class="number">${it.depth}</td>
  <td>${name(it.thing, it.title)} <span class="faint">${it.type ? named(it.type) : it.thing.kind}</span> ${it.worst ? severity(it.worst) : nothing}</td>
  <td title=${EFFECTS[it.effect] ?? ""}>${it.effect}</td>
  <td class="wide">${it.owner?.name ?? nothing}</td>
  <td class="soft">${it.path.map((one, i) => html`${i > 0 ? " → " : ""}<i>${one.tie}</i> ${called(one.title)}`)}</td>
</tr>`;

/** @param {{ kind: string, id: string }} thing @param {string} title */
function name(thing, title) {
  if (thing.kind === "credential") return html`<a href=${toCredential(thing)}>${called(title)}</a>`;
  if (thing.kind === "identity") return html`<a href=${toIdentity(thing)}>${called(title)}</a>`;
  if (thing.kind === "host") return html`<a href=${link("/roll", { q: `host:${title}` })}>${title}</a>`;
  return html`<code>${title}</code>`;
}

customElements.define("page-radius", RadiusPage);

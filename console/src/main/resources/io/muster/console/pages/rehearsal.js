// The same certificates when they live 100 and 47 days: who has to do how much, and who would be refused.
import { html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { adjust, link, toCredential } from "../app/router.js";
import { commonName, count, date, number } from "../app/words.js";
import { moment } from "../parts/marks.js";
import { empty, lines, shown } from "../parts/states.js";
import "../charts/load.js";
import "../parts/more-table.js";
import "../parts/team-picker.js";
import { Page } from "./page.js";

/** @typedef {import("../app/outlook-types.js").Rehearsed} Rehearsed */
/** @typedef {import("../app/outlook-types.js").Party} Party */

class RehearsalPage extends Page {
  constructor() {
    super();
    /** @type {Resource<Rehearsed>} */ this.plan = new Resource(this);
  }

  get title() {
    return "47-day rehearsal";
  }

  get team() {
    return this.at.query.get("team") ?? "";
  }

  get issuer() {
    return this.at.query.get("issuer") ?? "";
  }

  arrived() {
    const { team, issuer } = this;
    this.plan.load((signal) => get("/rehearsal", { query: { team, issuer }, signal }));
  }

  render() {
    const plan = this.plan.value;
    return html`
      ${this.head("47-day rehearsal", {
        sub: plan ? html`${count(plan.certificates, "public certificate")} from ${date(plan.from)} to ${date(plan.until)}${this.team ? html` · team <b>${this.team}</b>` : nothing}${this.issuer ? html` · from <b>${commonName(this.issuer)}</b>` : nothing}${plan.at ? html` · counted ${moment(plan.at)}` : nothing}` : nothing,
        actions: html`<team-picker .team=${this.team}></team-picker>${this.issuer ? html`<button @click=${() => adjust({ issuer: "" })}>All authorities</button>` : nothing}`,
      })}
      ${shown(this.plan, body, lines(10))}
    `;
  }
}

/** @param {Rehearsed} plan */
function body(plan) {
  if (plan.certificates === 0) return html`<section class="card">${empty("No public certificate is in use.", "Certificates of private authorities are not bound by these limits.")}</section>`;
  return html`<div class="stack">
    <section class="card">
      <header><h2>Renewals a week</h2><small>dashed: from then on certificates live at most so long</small></header>
      <renewal-load .days=${plan.days} .steps=${plan.calendar}></renewal-load>
      <p class="faint">${plan.assumption}</p>
    </section>
    <section class="card">
      <header><h2>Rate limits</h2><small>${plan.limits.length === 0 ? "none is configured: estate.rate-limits" : count(plan.limits.length, "limit")}</small></header>
      ${plan.breaches.length === 0
        ? empty(plan.limits.length === 0 ? "Tell what your authorities allow to see when they would refuse." : "No authority would refuse.")
        : html`<ul class="finding-list">${plan.breaches.map((it) => html`<li><p><b>${commonName(it.issuer)}</b> allows ${number(it.allowed)} in ${it.within} d; up to <b class="critical">${number(it.worst)}</b> would be ordered</p><p class="faint">first on ${date(it.first)}, on ${count(it.count, "day")}${ordering(it.teams)}</p></li>`)}</ul>`}
    </section>
    ${parties("By team", "Team", plan.teams, (it) => (it.name ? html`<a href=${link("/rehearsal", { team: it.name })}>${it.name}</a>` : "nobody's"))}
    ${parties("By authority", "Authority", plan.issuers, (it) => html`<a href=${link("/rehearsal", { issuer: it.name })}>${commonName(it.name)}</a>`)}
    <section class="card">
      <header><h2>Client authentication</h2><small>public certificates that prove clients, and when that ends</small></header>
      <more-table
        label="Public certificates for client authentication"
        .path=${"/rehearsal/client-authentication"}
        .hint=${"No public certificate in use authenticates clients."}
        .columns=${[
          { title: "Certificate", cell: (/** @type {any} */ it) => html`<a href=${toCredential(it)}>${commonName(it.title)}</a>` },
          { title: "Team", wide: true, cell: (/** @type {any} */ it) => it.team ?? nothing },
          { title: "Next renewal", cell: (/** @type {any} */ it) => date(it.nextRenewal) },
          { title: "None issued from", cell: (/** @type {any} */ it) => (it.ends ? html`<span title=${it.source ?? ""}>${date(it.ends)}</span>` : nothing) },
          { title: "Last day", number: true, cell: (/** @type {any} */ it) => date(it.lastDay) },
        ]}
      ></more-table>
    </section>
  </div>`;
}

/** Who it is when it is worst; one alone needs no telling. @param {{ name: string, orders: number }[]} teams */
const ordering = (teams) => (teams.length < 2 ? nothing : html` · at worst ${teams.slice(0, 5).map((it) => `${it.name || "nobody's"} ${number(it.orders)}`).join(", ")}`);

/** @param {string} title @param {string} who @param {Party[]} items @param {(it: Party) => unknown} name */
const parties = (title, who, items, name) => html`<section class="card">
  <header><h2>${title}</h2></header>
  <div class="scroll-x" tabindex="0" role="group" aria-label=${title}><table class="plain-table">
    <thead><tr><th scope="col">${who}</th><th scope="col" class="number">First year</th><th scope="col" class="number">Last year</th><th scope="col" class="number">Validations</th><th scope="col" class="number">Deployments</th><th scope="col" class="number">Most a day</th></tr></thead>
    <tbody>${items.map((it) => html`<tr>
      <td>${name(it)}</td>
      <td class="number">${number(it.firstYear)}</td>
      <td class="number">${number(it.lastYear)}</td>
      <td class="number">${number(it.validations)}</td>
      <td class="number">${number(it.deployments)}</td>
      <td class="number" title=${date(it.busiest)}>${number(it.most)}</td>
    </tr>`)}</tbody>
  </table></div>
</section>`;

customElements.define("page-rehearsal", RehearsalPage);

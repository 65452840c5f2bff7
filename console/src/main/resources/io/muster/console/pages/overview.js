// Overview: how many there are, what breaks next, what changed. Every number leads to its rows.
import { html, nothing, svg } from "../app/element.js";
import { get } from "../app/api.js";
import { Listening } from "../app/live.js";
import { where } from "../app/query.js";
import { Resource } from "../app/resource.js";
import { link, roll } from "../app/router.js";
import { count, named, number, percent, sinceDay } from "../app/words.js";
import { barTable } from "../charts/bars.js";
import { moment, SEVERITIES, severityShape, stateMark } from "../parts/marks.js";
import { empty, lines, shown } from "../parts/states.js";
import { Page } from "./page.js";
import "../charts/expiry-timeline.js";

/** @typedef {import("../app/types.js").Statistics} Statistics */

/** Figures change while a run goes on; not every change is worth asking for all of them. */
const REST = 5_000;

class Overview extends Page {
  constructor() {
    super();
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.waiting = undefined;
    /** @type {Resource<Statistics>} */ this.statistics = new Resource(this);
    new Listening(this, "change", () => this.soon());
  }

  get title() {
    return "Overview";
  }

  arrived() {
    this.statistics.load((signal) => get("/statistics", { signal }));
  }

  soon() {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      if (this.isConnected) this.statistics.reload();
    }, REST);
  }

  render() {
    return html`${this.head("Overview", { sub: this.statistics.value ? greeting(this.statistics.value) : nothing })}
      ${shown(this.statistics, body, waiting())}`;
  }
}

/** @param {Statistics} it */
function greeting({ credentials, identities, places, sources, sinceLastVisit: since }) {
  const at = places ? ` at ${count(places, "place")}` : "";
  return html`<span>${count(credentials.total, "credential")} of ${count(identities.total, "machine identity", "machine identities")}${at}, seen by ${count(sources.length, "source")}.</span>
    ${since
      ? html`<span>Since your last visit ${sinceDay(since.since, Date.now())}:
          <a class="chip" href=${roll(`first>${since.since.slice(0, 10)}`)}>+${number(since.new)} new</a>
          <a class="chip" href=${roll("state:gone")}>−${number(since.gone)} gone</a>
          <a class="chip" href="/audit">${number(since.changed)} changed</a>
          ${since.findingsOpened ? html`<a class="chip" href="/findings">${count(since.findingsOpened, "finding")} opened</a>` : nothing}
          ${since.findingsResolved ? html`<a class="chip" href="/findings?state=resolved">${number(since.findingsResolved)} resolved</a>` : nothing}
        </span>`
      : nothing}`;
}

/** @param {Statistics} it */
function body(it) {
  if (it.credentials.total === 0) return nothingYet(it);
  return html`
    <ul class="figures">${figures(it)}</ul>
    <section class="card">
      <header><h2>Expiring, by week</h2>${legend()}</header>
      <expiry-timeline .weeks=${it.expiry}></expiry-timeline>
    </section>
    <div class="overview-cards">
      ${policy(it)} ${cryptography(it)} ${sources(it)} ${kinds(it)} ${issuers(it)} ${types(it)}
    </div>
  `;
}

/** @param {Statistics} it */
const nothingYet = (it) =>
  empty(
    "Nothing has been seen yet.",
    it.sources.some((source) => source.freshness.state === "running")
      ? html`The first look at this machine is under way: <a class="link" href="/sources">watch it</a>.`
      : html`<a class="link" href="/sources">Add a source</a>, or send what a scan finds: <code>muster scan TARGET --server …</code>.`,
  );

/** @param {Statistics} it */
function figures(it) {
  const state = (/** @type {string} */ name) => it.credentials.byState.find((one) => one.state === name)?.count ?? 0;
  const week = it.expiry[0];
  const soon = week ? week.critical + week.high + week.medium + week.low + week.none : 0;
  const weak = it.algorithms.filter((one) => one.class === "weak" || one.class === "broken");
  const weakKeys = weak.reduce((sum, one) => sum + one.count, 0);
  const late = it.sources.filter((one) => ["late", "never"].includes(one.freshness.state));
  return [
    figure("Expired and still there", state("expired"), "state:expired", "", state("expired") > 0 ? "high" : ""),
    figure("Expire within 7 days", soon, "state:active expires<7d", "", soon > 0 ? "high" : ""),
    figure("Critical findings open", it.findings.critical, "severity:critical", `${number(it.findings.high)} high`, it.findings.critical > 0 ? "critical" : "", "/findings"),
    figure("Without an owner", it.identities.withoutOwner, "owner:none", `${percent(it.identities.withoutOwner, it.identities.total)} of all`, "", "/identities"),
    figure("Weak or broken keys", weakKeys, "class:weak|broken", weak.map((one) => one.name).slice(0, 3).join(", "), weak.some((one) => one.class === "broken" && one.count > 0) ? "critical" : weakKeys > 0 ? "high" : ""),
    figure("Sources that are late", late.length, "", late.map((one) => one.name).join(", ") || `all ${it.sources.length} are fresh`, late.length > 0 ? "high" : "", "/sources"),
  ];
}

/** @param {string} label @param {number} value @param {string} q @param {string} note @param {string} urgency @param {string} [path] */
const figure = (label, value, q, note, urgency, path = "/roll") =>
  html`<li class="card"><a href=${link(path, { q })}>
    <span class="label">${label}</span>
    <span class="value ${value === 0 ? "none" : urgency}">${number(value)}</span>
    <span class="note">${note}</span>
  </a></li>`;

const legend = () =>
  html`<span class="legend">${[["critical", "critical"], ["high", "high"], ["medium", "medium"], ["low", "low"], ["none", "no finding"]].map(
    ([layer, says]) => html`<span><svg width="10" height="10" aria-hidden="true">${svg`<rect class="layer ${layer}" width="10" height="10" />`}</svg>${says}</span>`,
  )}</span>`;

/** @param {Statistics} it */
function policy({ rules, findings }) {
  const all = SEVERITIES.reduce((sum, one) => sum + findings[one], 0);
  return html`<section class="card">
    <header><h2>What breaks policy</h2><small><a href="/findings">${number(all)} open</a></small></header>
    ${rules.length === 0
      ? empty("Nothing breaks policy.")
      : html`<table class="plain-table">
          <caption class="only-spoken">Open findings by rule, worst first</caption>
          <tbody>
            ${rules.slice(0, 9).map(
              (rule) => html`<tr>
                <td>${severityShape(rule.severity)}</td>
                <td><a class="plain" href=${link("/findings", { q: where("rule", rule.rule) })}>${rule.title}</a></td>
                <td class="number">${number(rule.open)}</td>
              </tr>`,
            )}
          </tbody>
        </table>`}
  </section>`;
}

/** @type {Record<string, { says: string, colour: string }>} */
const CLASSES = {
  broken: { says: "broken", colour: "critical" },
  weak: { says: "weak", colour: "high" },
  "pre-standard": { says: "pre-standard", colour: "high" },
  "quantum-vulnerable": { says: "falls to quantum", colour: "kind-1" },
  hybrid: { says: "hybrid", colour: "good" },
  "quantum-safe": { says: "quantum-safe", colour: "good" },
  unknown: { says: "unknown", colour: "kind-5" },
};

/** @param {Statistics} it */
function cryptography({ algorithms }) {
  const all = algorithms.reduce((sum, it) => sum + it.count, 0);
  const safe = algorithms.filter((it) => it.class === "quantum-safe" || it.class === "hybrid").reduce((sum, it) => sum + it.count, 0);
  return html`<section class="card">
    <header><h2>Cryptography</h2><small>${percent(safe, all)} ready for quantum computers</small></header>
    ${barTable(
      algorithms.slice(0, 9).map((it) => ({
        label: it.name,
        value: it.count,
        to: roll(where("algorithm", it.name)),
        colour: CLASSES[it.class]?.colour,
        note: CLASSES[it.class]?.says ?? it.class,
      })),
      "Credentials by algorithm",
    )}
  </section>`;
}

/** @param {Statistics} it */
function sources({ sources }) {
  return html`<section class="card">
    <header><h2>Sources</h2><small>last completed run</small></header>
    ${sources.length === 0
      ? empty("No source yet.", html`<a class="link" href="/sources">Add one</a>.`)
      : html`<table class="plain-table">
          <caption class="only-spoken">Sources and their freshness</caption>
          <tbody>
            ${sources.slice(0, 10).map(
              (it) => html`<tr>
                <td><a class="plain" href=${`/sources/${it.id}`}>${it.name}</a></td>
                <td>${stateMark(it.freshness.state)}</td>
                <td class="number soft">${moment(it.freshness.since)}</td>
              </tr>`,
            )}
          </tbody>
        </table>`}
  </section>`;
}

/** @param {Statistics} it */
const kinds = ({ identities }) =>
  html`<section class="card">
    <header><h2>Machine identities</h2><small>by kind</small></header>
    ${barTable(sorted(identities.byKind).map((it) => ({ label: named(it.kind), value: it.count, to: link("/identities", { q: where("kind", it.kind) }), colour: "kind-2" })), "Identities by kind")}
  </section>`;

/** @param {Statistics} it */
const issuers = ({ issuers }) =>
  html`<section class="card">
    <header><h2>Who issues</h2><small>certificates by kind of issuer</small></header>
    ${barTable(
      sorted(issuers).map((it) => ({ label: named(it.kind), value: it.count, to: roll(where("issuerkind", it.kind.replaceAll(" ", "-"))), colour: it.kind.startsWith("ad") ? "high" : "kind-1", note: count(it.issuers, "issuer") })),
      "Certificates by kind of issuer",
    )}
  </section>`;

/** @param {Statistics} it */
const types = ({ credentials }) =>
  html`<section class="card">
    <header><h2>Credentials</h2><small>by type</small></header>
    ${barTable(sorted(credentials.byType).map((it) => ({ label: named(it.type), value: it.count, to: roll(where("type", it.type)), colour: "kind-4" })), "Credentials by type")}
  </section>`;

/** @template {{ count: number }} T @param {T[]} all */
const sorted = (all) => all.filter((it) => it.count > 0).sort((a, b) => b.count - a.count);

const waiting = () =>
  html`<ul class="figures">${Array.from({ length: 6 }, () => html`<li class="card">${lines(3)}</li>`)}</ul>
    <section class="card waiting-chart">${lines(6)}</section>
    <div class="overview-cards">${Array.from({ length: 3 }, () => html`<section class="card">${lines(7)}</section>`)}</div>`;

customElements.define("page-overview", Overview);

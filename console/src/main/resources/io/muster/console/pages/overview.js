// Overview: how many there are, what breaks next, what changed. Every number leads to its rows.
import { html, nothing, svg } from "../app/element.js";
import { statistics } from "../app/answers.js";
import { get } from "../app/api.js";
import { Listening } from "../app/live.js";
import { where } from "../app/query.js";
import { Resource } from "../app/resource.js";
import { link } from "../app/router.js";
import { lastVisit } from "../app/visit.js";
import { commonName, count, named, number, percent, sinceDay } from "../app/words.js";
import { barTable } from "../charts/bars.js";
import { moment, SEVERITIES, severityShape, stateMark } from "../parts/marks.js";
import { programBoard } from "../parts/program-board.js";
import { empty, lines, shown } from "../parts/states.js";
import { below } from "../parts/team-picker.js";
import { Page } from "./page.js";
import "../charts/expiry-timeline.js";

/** @typedef {import("../app/types.js").Statistics} Statistics */
/** @typedef {import("../app/types.js").Source} Source */
/** @typedef {import("../app/types.js").Rule} Rule */

/** What the links are narrowed to: the teams whose figures are shown. */
let owners = "";

/** The rows behind a number. @param {string} path @param {string} q @param {Record<string, string>} [more] */
const rows = (path, q, more = {}) => link(path, { q: q + owners, ...more });

/** Figures change while a run goes on; not every change is worth asking for all of them. */
const REST = 5_000;

class Overview extends Page {
  constructor() {
    super();
    /** @type {import("../parts/team-picker.js").Team[]} */ this.teams = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.waiting = undefined;
    /** @type {Resource<Statistics>} */ this.statistics = new Resource(this);
    /** @type {Resource<{ items: Source[] }>} */ this.sources = new Resource(this);
    /** By id. @type {Resource<Map<string, Rule>>} */ this.rules = new Resource(this);
    /** @type {Resource<{ items: import("../app/types.js").Issuer[] }>} */ this.issuers = new Resource(this);
    /** @type {Resource<{ items: import("../app/types.js").Figure[] }>} */ this.program = new Resource(this);
    new Listening(this, "change", () => this.soon());
  }

  get title() {
    return "Overview";
  }

  get team() {
    return this.at.query.get("team") ?? "";
  }

  narrow(teams = this.teams) {
    this.teams = teams;
    owners = this.team ? ` owner:${below(teams, this.team).join("|")}` : "";
    this.requestUpdate();
  }

  arrived() {
    this.narrow();
    const since = lastVisit();
    const { team } = this;
    this.statistics.load((signal) => get("/statistics", { query: { since, team }, signal }).then(statistics));
    this.sources.load((signal) => get("/sources", { signal }));
    this.program.load((signal) => get("/metrics/program", { query: { team }, signal }));
    this.issuers.load((signal) => get("/issuers", { query: { team }, signal }));
    this.rules.load((signal) => get("/rules", { signal }).then(({ items }) => new Map(items.map((/** @type {Rule} */ it) => [it.id, it]))));
  }

  soon() {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      if (this.isConnected) this.arrived();
    }, REST);
  }

  render() {
    return html`${this.head("Overview", {
        sub: this.statistics.value ? this.greeting(this.statistics.value) : nothing,
        actions: html`<team-picker .team=${this.team} @teams=${(/** @type {CustomEvent} */ event) => this.narrow(event.detail)}></team-picker>`,
      })}
      ${this.statistics.problem?.status === 403 ? nobody() : shown(this.statistics, (it) => this.body(it), waiting())}`;
  }

  /** @param {Statistics} it */
  greeting({ credentials, identities, places, since }) {
    const looked = this.sources.value && !this.team ? `, seen by ${count(this.sources.value.items.length, "source")}` : "";
    return html`<span>${count(credentials.total, "credential")} of ${count(identities.total, "machine identity", "machine identities")} at ${count(places, "place")}${looked}.</span>
      ${since ? sinceThen(since) : nothing}`;
  }

  /** @param {Statistics} it */
  body(it) {
    const sources = this.team ? undefined : this.sources.value?.items;
    if (it.credentials.total === 0) return sources ? nothingYet(sources) : empty(this.team ? "The team owns nothing that was seen." : "Your teams own nothing that was seen.");
    return html`
      <ul class="figures">${figures(it, sources)}</ul>
      <div>${shown(this.program, ({ items }) => programBoard(items), nothing)}</div>
      <section class="card">
        <header><h2>Expiring, by week</h2>${legend()}</header>
        <expiry-timeline .weeks=${it.expiry}></expiry-timeline>
      </section>
      <div class="overview-cards">
        ${policy(it, this.rules.value)} ${cryptography(it)} ${this.team ? nothing : freshness(this.sources)} ${kinds(it)} ${issuers(it, this.issuers.value?.items ?? [])} ${types(it)}
      </div>
    `;
  }
}

/** Who may read nothing. */
const nobody = () => empty("You have no role here yet.", "An administrator gives you one, for a team or for all.");

/** @param {NonNullable<Statistics["since"]>} since */
function sinceThen(since) {
  const then = lastVisit();
  if (since.fresh + since.gone + since.opened + since.resolved === 0) return nothing;
  return html`<span>Since your last visit ${sinceDay(then, Date.now())}:
    <a class="chip" href=${rows("/roll", `first>${then.slice(0, 10)}`)}>+${number(since.fresh)} new</a>
    <a class="chip" href=${rows("/roll", "state:gone")}>−${number(since.gone)} gone</a>
    <a class="chip" href=${rows("/findings", `opened>${then.slice(0, 10)}`)}>${count(since.opened, "finding")} opened</a>
    <a class="chip" href=${rows("/findings", `resolved>${then.slice(0, 10)}`, { state: "resolved" })}>${number(since.resolved)} resolved</a>
  </span>`;
}

/** @param {Source[]} sources */
const nothingYet = (sources) =>
  empty(
    "Nothing has been seen yet.",
    sources.some((it) => it.freshness === "running")
      ? html`The first look at this machine is under way: <a class="link" href="/sources">watch it</a>.`
      : html`<a class="link" href="/sources">Add a source</a>, or send what a scan finds: <code>muster scan TARGET --server …</code>.`,
  );

/** @param {Statistics} it @param {Source[]} [sources] Whose a source is nobody says: they are for those who see all. */
function figures(it, sources) {
  const expired = counted(it.credentials.byState, "expired");
  const [week] = it.expiry;
  const soon = week ? week.critical + week.high + week.medium + week.low + week.none : 0;
  const broken = counted(it.strengths, "broken");
  const weak = broken + counted(it.strengths, "weak");
  return [
    figure("Expired and still there", expired, rows("/roll", "state:expired"), "", expired > 0 ? "high" : ""),
    figure("Expire within 7 days", soon, rows("/roll", "state:active expires<7d"), "", soon > 0 ? "high" : ""),
    figure("Critical findings open", it.findings.critical, rows("/findings", "severity:critical"), `${number(it.findings.high)} high`, it.findings.critical > 0 ? "critical" : ""),
    figure("Without an owner", it.identities.withoutOwner, rows("/identities", "owner:none"), `${percent(it.identities.withoutOwner, it.identities.total)} of all identities`, ""),
    figure("Weak or broken keys", weak, rows("/roll", "class:weak|broken"), broken > 0 ? `${number(broken)} broken` : "", broken > 0 ? "critical" : weak > 0 ? "high" : ""),
    sources ? lateness(sources) : nothing,
  ];
}

/** @param {Source[]} sources */
function lateness(sources) {
  const late = sources.filter((one) => one.freshness === "late");
  return figure("Sources that are late", late.length, "/sources", late.map((one) => one.name).join(", ") || `of ${number(sources.length)}`, late.length > 0 ? "high" : "");
}

/** @param {import("../app/types.js").Count[]} counts @param {string} value */
const counted = (counts, value) => counts.find((it) => it.value === value)?.count ?? 0;

/** @param {string} label @param {number} value @param {string} to @param {string} note @param {string} urgency */
const figure = (label, value, to, note, urgency) =>
  html`<li class="card"><a href=${to}>
    <span class="label">${label}</span>
    <span class="value ${value === 0 ? "none" : urgency}">${number(value)}</span>
    <span class="note">${note}</span>
  </a></li>`;

const legend = () =>
  html`<span class="legend">${[["critical", "critical"], ["high", "high"], ["medium", "medium"], ["low", "low"], ["none", "no finding"]].map(
    ([layer, says]) => html`<span><svg width="10" height="10" aria-hidden="true">${svg`<rect class="layer ${layer}" width="10" height="10" />`}</svg>${says}</span>`,
  )}</span>`;

/** @param {Statistics} it @param {Map<string, Rule>} [known] */
function policy({ rules, findings }, known) {
  const all = SEVERITIES.reduce((sum, one) => sum + findings[one], 0);
  return html`<section class="card">
    <header><h2>What breaks policy</h2><small><a href="/findings">${number(all)} open</a></small></header>
    ${rules.length === 0
      ? empty("Nothing breaks policy.")
      : html`<table class="plain-table">
          <caption class="only-spoken">Open findings by rule</caption>
          <tbody>${worstFirst(rules, known).slice(0, 9).map((it) => ruleRow(it, known?.get(it.rule)))}</tbody>
        </table>`}
  </section>`;
}

/** @param {{ rule: string, count: number }} it @param {Rule} [rule] */
const ruleRow = (it, rule) =>
  html`<tr>
    <td class="mark">${rule ? severityShape(rule.severity) : nothing}</td>
    <td><a class="plain" href=${rows("/findings", where("rule", it.rule))}>${rule?.title ?? named(it.rule)}</a></td>
    <td class="number">${number(it.count)}</td>
  </tr>`;

/** @param {{ rule: string, count: number }[]} rules @param {Map<string, Rule>} [known] */
function worstFirst(rules, known) {
  const rank = (/** @type {{ rule: string }} */ it) => {
    const severity = known?.get(it.rule)?.severity;
    return severity && severity !== "info" ? SEVERITIES.indexOf(severity) : SEVERITIES.length;
  };
  return [...rules].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
}

/** @type {Record<string, { says: string, colour: string }>} */
const STRENGTHS = {
  broken: { says: "broken today", colour: "critical" },
  weak: { says: "weak today", colour: "high" },
  "pre-standard": { says: "pre-standard", colour: "high" },
  "quantum-vulnerable": { says: "falls to a quantum computer", colour: "kind-1" },
  hybrid: { says: "hybrid", colour: "good" },
  "quantum-safe": { says: "quantum-safe", colour: "good" },
  unknown: { says: "unknown", colour: "kind-5" },
};

/** @param {Statistics} it */
function cryptography({ algorithms, strengths }) {
  const all = strengths.reduce((sum, it) => sum + it.count, 0);
  const safe = counted(strengths, "quantum-safe") + counted(strengths, "hybrid");
  return html`<section class="card">
    <header><h2>Cryptography</h2><small>${percent(safe, all)} ready for quantum computers</small></header>
    ${barTable(
      strengths.map((it) => ({ label: STRENGTHS[it.value]?.says ?? named(it.value), value: it.count, to: rows("/roll", where("class", it.value)), colour: STRENGTHS[it.value]?.colour })),
      "Credentials by the strength of their algorithm",
    )}
    <hr>
    ${barTable(
      algorithms.slice(0, 8).map((it) => ({ label: it.value, value: it.count, to: rows("/roll", where("algorithm", it.value)), colour: "kind-3" })),
      "Credentials by algorithm",
    )}
  </section>`;
}

/** @param {Resource<{ items: Source[] }>} sources */
const freshness = (sources) =>
  html`<section class="card" data-may="read-all">
    <header><h2>Sources</h2><small>last look</small></header>
    ${shown(sources, ({ items }) =>
      items.length === 0
        ? empty("No source yet.", html`<a class="link" href="/sources">Add one</a>.`)
        : html`<table class="plain-table">
            <caption class="only-spoken">Sources and their freshness</caption>
            <tbody>
              ${items.slice(0, 10).map(
                (it) => html`<tr>
                  <td><a class="plain" href=${`/sources/${it.id}`}>${it.name}</a></td>
                  <td>${stateMark(it.freshness)}</td>
                  <td class="number soft">${moment(it.lastRun?.ended ?? it.lastRun?.started)}</td>
                </tr>`,
              )}
            </tbody>
          </table>`,
    )}
  </section>`;

/** @param {Statistics} it */
const kinds = ({ identities }) =>
  html`<section class="card">
    <header><h2>Machine identities</h2><small>by kind</small></header>
    ${barTable(identities.byKind.map((it) => ({ label: named(it.value), value: it.count, to: rows("/identities", where("kind", it.value)), colour: "kind-2" })), "Identities by kind")}
  </section>`;

/** @param {Statistics} it @param {import("../app/types.js").Issuer[]} busiest */
const issuers = ({ issuers }, busiest) =>
  html`<section class="card">
    <header><h2>Who issues</h2><small>certificates by kind of issuer</small></header>
    ${barTable(
      issuers.map((it) => ({ label: named(it.value), value: it.count, to: rows("/roll", where("issuerkind", it.value)), colour: it.value === "ad-hoc" ? "high" : "kind-1" })),
      "Certificates by kind of issuer",
    )}
    ${busiest.length > 0 ? html`<hr>${issuerTable(busiest.slice(0, 8))}` : nothing}
  </section>`;

/** @param {import("../app/types.js").Issuer[]} issuers */
const issuerTable = (issuers) =>
  html`<table class="plain-table">
    <caption class="only-spoken">Issuers, the busiest first</caption>
    <tbody>
      ${issuers.map(
        (it) => html`<tr>
          <td class="wide"><a class="plain" href=${rows("/roll", it.id ? where("issuedby", it.id) : where("issuer", it.title))}>${commonName(it.title)}</a></td>
          <td class="soft">${it.kind ? named(it.kind) : "unknown"}</td>
          <td class="number">${number(it.credentials)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;

/** @param {Statistics} it */
const types = ({ credentials }) =>
  html`<section class="card">
    <header><h2>Credentials</h2><small>by type</small></header>
    ${barTable(credentials.byType.map((it) => ({ label: named(it.value), value: it.count, to: rows("/roll", where("type", it.value)), colour: "kind-4" })), "Credentials by type")}
  </section>`;

const waiting = () =>
  html`<ul class="figures">${Array.from({ length: 6 }, () => html`<li class="card">${lines(3)}</li>`)}</ul>
    <section class="card waiting-chart">${lines(6)}</section>
    <div class="overview-cards">${Array.from({ length: 3 }, () => html`<section class="card">${lines(7)}</section>`)}</div>`;

customElements.define("page-overview", Overview);

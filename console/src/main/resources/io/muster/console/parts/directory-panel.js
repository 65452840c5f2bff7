// Who comes in besides people with links and programs with tokens: the directory, and machines.
import { Element, html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { ask } from "./ask.js";
import { number } from "../app/words.js";
import { moment } from "./marks.js";
import { definitions } from "./panels.js";
import { empty, lines, shown } from "./states.js";

/** @typedef {{ source: string, people: number, active: number, groups: number, reading?: { address: string, tried?: string, read?: string, trouble?: string } }} Standing */
/** @typedef {{ number: number, userName: string, name: string, mail: string, how: string, at: string }} Departure */
/** @typedef {{ name: string, proof: string, scope: string[], places: string[], teams: string[], lastSubject?: string, lastUsedAt?: string }} Rule */

const SOURCES = /** @type {Record<string, string>} */ ({ ldap: "read by LDAP", scim: "pushed by SCIM", none: "nobody has told anything yet" });

class DirectoryPanel extends Element {
  constructor() {
    super();
    /** @type {Resource<Standing>} */ this.standing = new Resource(this);
    /** @type {Resource<{ items: Departure[] }>} */ this.departures = new Resource(this);
    /** @type {Resource<{ items: Rule[] }>} */ this.machines = new Resource(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.standing.load((signal) => get("/directory", { signal }));
    this.departures.load((signal) => get("/directory/departures?limit=20", { signal }));
    this.machines.load((signal) => get("/machines", { signal }));
  }

  render() {
    return html`<section class="card">
        <header>
          <h2>Directory</h2>
          ${this.standing.value?.source === "ldap" ? html`<button data-may="administer" @click=${() => this.read()}>Read now…</button>` : nothing}
        </header>
        ${shown(this.standing, (it) => this.directory(it), lines(3))}
      </section>
      <section class="card below">
        <header><h2>Who has left</h2></header>
        ${shown(this.departures, ({ items }) => this.gone(items), lines(2))}
      </section>
      <section class="card below">
        <header><h2>Machines</h2></header>
        ${shown(this.machines, ({ items }) => this.rules(items), lines(2))}
      </section>`;
  }

  /** @param {Standing} it */
  directory(it) {
    if (it.source === "none") return empty("No directory.", html`An identity provider pushes people and groups to <code>/scim/v2</code>, or <code>ldap.url</code> names one to be read.`);
    return html`${it.reading?.trouble ? html`<div class="refused" role="alert"><strong>It could not be read</strong><p>${it.reading.trouble}</p></div>` : nothing}
      ${definitions({
        Source: SOURCES[it.source],
        Address: it.reading?.address,
        Read: it.reading?.read,
        People: `${number(it.people)}, ${number(it.active)} of them active`,
        Groups: number(it.groups),
      })}`;
  }

  /** @param {Departure[]} items */
  gone(items) {
    if (items.length === 0) return empty("Nobody yet.", "Whoever the directory removes or makes inactive is listed here; their sessions and tokens end at once.");
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Who</th><th scope="col" class="wide">Mail</th><th scope="col">How</th><th scope="col">When</th></tr></thead>
      <tbody>
        ${items.map((it) => html`<tr><td><b>${it.name}</b> <span class="faint">${it.userName}</span></td><td class="wide">${it.mail}</td><td>${it.how}</td><td>${moment(it.at)}</td></tr>`)}
      </tbody>
    </table>`;
  }

  /** @param {Rule[]} items */
  rules(items) {
    if (items.length === 0) return empty("No rule.", html`<code>machines.rules</code> lets machines in by client certificates or by tokens of their platform.`);
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Rule</th><th scope="col" class="wide">Shows</th><th scope="col">May</th><th scope="col">Last</th></tr></thead>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td><b>${it.name}</b></td>
            <td class="wide mono">${it.proof}</td>
            <td>${it.scope.join(", ")}${it.teams.length ? html` <span class="faint">for ${it.teams.join(", ")}</span>` : nothing}${it.places.length ? html` <span class="faint">at ${it.places.join(", ")}</span>` : nothing}</td>
            <td>${it.lastUsedAt ? html`${moment(it.lastUsedAt)} <span class="faint">${it.lastSubject}</span>` : html`<span class="faint">never</span>`}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  async read() {
    const would = await post("/directory/sync", { dryRun: true });
    const done = await ask({
      title: "Read the directory",
      text: `${would.added} people would be added, ${would.changed} changed, ${would.removed} removed; ${would.groupsAdded} groups added, ${would.groupsRemoved} removed.${would.out.length ? ` Out: ${would.out.slice(0, 10).join(", ")}${would.out.length > 10 ? " …" : ""}` : ""}`,
      action: "Read",
      danger: would.out.length > 0,
      does: () => post("/directory/sync", {}),
    });
    if (done) {
      this.standing.reload();
      this.departures.reload();
    }
  }
}

customElements.define("directory-panel", DirectoryPanel);

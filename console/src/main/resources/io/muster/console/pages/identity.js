// One machine identity: its credentials over time, where they are, and whose it is.
import { html, nothing } from "../app/element.js";
import { credentialDetail, identityDetail } from "../app/answers.js";
import { get, getTagged } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { where } from "../app/query.js";
import { link, roll, toCredential } from "../app/router.js";
import { algorithmName, called, commonName, count, exact, number, span, total } from "../app/words.js";
import { expiry, findingsMark, kind, moment, ownerMark, stateMark, tag } from "../parts/marks.js";
import { chain, definitions, findings, HISTORY, PERMISSIONS, SIGHTINGS } from "../parts/panels.js";
import { shown } from "../parts/states.js";
import { hostOf } from "../parts/places-map.js";
import { addAlias, edit, merge, split } from "./identity-changes.js";
import { Page } from "./page.js";
import "../charts/lanes.js";
import "../parts/stewardship.js";
import "../parts/way-out.js";
import "../parts/who-could.js";

/** @typedef {import("../app/types.js").Identity} Identity */
/** @typedef {import("../app/types.js").Credential} Credential */
/** @template T @typedef {import("../app/types.js").Page<T>} Answer */

/** As many places as the map can show. */
const MAPPED = 500;

class IdentityPage extends Page {
  static properties = { host: { state: true } };

  constructor() {
    super();
    /** @type {Resource<{ value: Identity, tag?: string }>} */ this.identity = new Resource(this);
    /** @type {Resource<Answer<Credential>>} */ this.credentials = new Resource(this);
    /** @type {Resource<Answer<import("../app/types.js").Sighting>>} */ this.sightings = new Resource(this);
    /** @type {Resource<Answer<import("../app/types.js").Finding>>} */ this.findings = new Resource(this);
    /** The newest credential in use, whose chain is drawn. @type {Resource<import("../app/types.js").CredentialDetail | null>} */
    this.current = new Resource(this);
    /** The host whose places are listed. */
    this.host = "";
  }

  get title() {
    return called(this.identity.value?.value.name ?? "Identity");
  }

  get path() {
    return `/identities/${this.at.parameters.id}`;
  }

  arrived() {
    const { path } = this;
    this.identity.load(async (signal) => {
      const { value, tag } = await getTagged(path, { signal });
      return { value: identityDetail(value), tag };
    });
    this.sightings.load((signal) => get(`${path}/sightings`, { query: { limit: MAPPED }, signal }));
    this.findings.load((signal) => get(`${path}/findings`, { signal }));
    this.credentials.load(async (signal) => {
      const all = await get(`${path}/credentials`, { query: { limit: 100 }, signal });
      const newest = all.items.find((/** @type {Credential} */ it) => it.state === "active") ?? all.items[0];
      this.current.load((more) => (newest ? get(`/credentials/${newest.id}`, { signal: more }).then(credentialDetail) : Promise.resolve(null)));
      return all;
    });
  }

  render() {
    return this.whole(this.identity, ({ value, tag }) => this.body(value, tag));
  }

  /** @param {Identity} it @param {string | undefined} version */
  body(it, version) {
    const change = { identity: it, version, done: () => this.arrived() };
    return html`
      ${this.head(called(it.name), {
        crumb: html`<a href="/identities">Identities</a> ›`,
        sub: html`${kind(it.kind)} ${it.criticality ? html`<span title=${it.criticalityWhy ?? ""}>${it.criticality}</span> ·` : nothing} <span>${it.owner ? "owner " : nothing}${ownerMark(it.owner)}${it.owner && it.owner.by !== "person" ? html` <span class="faint" title=${it.owner.why ?? ""}>by ${it.owner.by}</span>` : nothing}</span>
          ${it.environment ? html`<span>· ${it.environment}</span>` : nothing}
          <span>· ${count(it.credentials, "credential")}${this.placesTold()}</span> ${it.tags.map(tag)}
          ${it.aliases?.length ? html`<span class="faint">also ${it.aliases.join(", ")}</span>` : nothing}`,
        actions: html`<a class="button" href=${link("/relationships", { from: `identity:${it.id}` })}>Relationships</a>
          <a class="button" href=${link("/radius", { from: `identity:${it.id}` })}>Blast radius</a>
          <button data-may="write" @click=${() => edit(change)}>Edit…</button>
          <details class="menu">
            <summary>More</summary>
            <div class="panel">
              <button data-may="write" @click=${() => addAlias(change)}>Add another name…</button>
              <button data-may="write" @click=${() => merge(change)}>Merge into another…</button>
              <button data-may="write" ?disabled=${(it.anchors?.length ?? 0) < 2} @click=${() => split(change)}>Split…</button>
            </div>
          </details>`,
      })}
      <div class="detail">
        <div class="stack">
          <section class="card">
            <header><h2>Credentials over time</h2><small>an overlap is a rotation</small></header>
            ${shown(this.credentials, ({ items }) => html`<credential-lanes .credentials=${items}></credential-lanes>${credentialTable(items)}`)}
          </section>
          ${this.places()}
          <section class="card" data-may="audit">
            <header><h2>Who could, who did</h2></header>
            <who-could .identity=${it.id}></who-could>
          </section>
          <section class="card">
            <header><h2>History</h2></header>
            <more-table label="History" .path=${`${this.path}/history`} .columns=${HISTORY} .hint=${"Nothing has changed since it was first seen."}></more-table>
          </section>
        </div>
        <div class="stack">
          <way-out .identity=${it.id}></way-out>
          ${unsettled(it) ? html`<section class="card"><header><h2>Who may own it</h2></header><owner-candidates .identity=${it.id} @owned=${() => this.arrived()}></owner-candidates></section>` : nothing}
          <section class="card"><header><h2>Risk</h2></header><risk-factors .identity=${it.id}></risk-factors></section>
          <section class="card">
            <header><h2>What it may do</h2><small>and what changed in 90 days</small></header>
            <more-table label="Permissions" .path=${`${this.path}/permissions`} .columns=${PERMISSIONS} .hint=${"No source tells that it may do anything."}></more-table>
          </section>
          <section class="card"><header><h2>Findings</h2></header>${shown(this.findings, ({ items }) => findings(items))}</section>
          <section class="card"><header><h2>Chain</h2><small>of the newest in use</small></header>${shown(this.current, (one) => chain(one?.chain ?? [], one?.id))}</section>
          ${this.sameKey()}
          ${series(it)}
          ${anchors(it)}
          ${Object.keys(it.attributes ?? {}).length > 0 ? html`<section class="card"><header><h2>Attributes</h2></header>${definitions(it.attributes ?? {})}</section>` : nothing}
        </div>
      </div>
    `;
  }

  /** In the head: at how many places. */
  placesTold() {
    const page = this.sightings.value;
    return page ? ` at ${total(page, "place")}` : "";
  }

  places() {
    const page = this.sightings.value;
    return html`<section class="card">
      <header><h2>Where it is</h2>${page ? html`<small>${total(page, "place")}${page.next ? `, ${MAPPED} drawn` : ""}</small>` : nothing}</header>
      ${shown(
        this.sightings,
        ({ items }) => html`<places-map .sightings=${items} .chosen=${this.host} @choose-host=${(/** @type {CustomEvent} */ event) => (this.host = event.detail)}></places-map>
          ${this.host ? this.onHost(items.filter((one) => hostOf(one.place) === this.host)) : nothing}`,
      )}
      ${this.host ? nothing : html`<more-table label="Places" .path=${`${this.path}/sightings`} .columns=${SIGHTINGS} .hint=${"It is nowhere any more."}></more-table>`}
    </section>`;
  }

  /** @param {import("../app/types.js").Sighting[]} items */
  onHost(items) {
    return html`<table class="plain-table" aria-label=${`Places on ${this.host}`}>
      <tbody>${items.slice(0, 100).map((one) => html`<tr>${SIGHTINGS.map((it) => html`<td class="${it.wide ? "wide" : ""} ${it.number ? "number" : ""}">${it.cell(one)}</td>`)}</tr>`)}</tbody>
    </table>`;
  }

  sameKey() {
    const one = this.current.value;
    if (!one || one.sameKey <= 1) return nothing;
    return html`<section class="card">
      <header><h2>The same key</h2><small><a href=${roll(where("key", (one.keyId ?? "").replace(/^.*:/, "")))}>${count(one.sameKey, "credential")}</a></small></header>
      <more-table
        label="Credentials with the same key"
        .path=${`/credentials/${one.id}/neighbours`}
        .columns=${[
          { title: "Credential", cell: (/** @type {Credential} */ it) => html`<a href=${toCredential(it)}>${it.title}</a>` },
          { title: "Environment", cell: (/** @type {Credential} */ it) => it.environment ?? nothing },
        ]}
      ></more-table>
    </section>`;
  }
}

/** Nobody owns it, or only what comes with Muster says who. @param {Identity} it */
const unsettled = (it) => Boolean(it.orphaned) || it.owner?.by === "fallback";

/** @param {Credential[]} items */
const credentialTable = (items) =>
  html`<table class="plain-table">
    <caption class="only-spoken">Its credentials</caption>
    <tbody>
      ${items.slice(0, 20).map(
        (it) => html`<tr>
          <td><a href=${toCredential(it)}>${commonName(it.title)}</a></td>
          <td>${stateMark(it.state)}</td>
          <td class="wide">${it.algorithm ? algorithmName(it.algorithm) : nothing}</td>
          <td>${expiry(it)}</td>
          <td>${findingsMark(it)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;

/** Those that were renewed again and again. @param {Identity} it */
const series = ({ series = [] }) =>
  series.length === 0
    ? nothing
    : html`<section class="card">
        <header><h2>Rolling series</h2><small>short-lived, before those that are listed</small></header>
        <table class="plain-table">
          <caption class="only-spoken">How many there were before, by place</caption>
          <tbody>
            ${series.map(
              (it) => html`<tr>
                <td class="number">${number(it.earlier)}</td>
                <td class="wide"><code>${it.place}</code> <span class="faint">from ${commonName(it.issuer)}</span></td>
                <td>of ${span(1000 * it.typicalSeconds)}</td>
                <td class="soft" title=${`${exact(it.first)} to ${exact(it.last)}`}>since ${moment(it.first)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </section>`;

/** Why all of this is one identity. @param {Identity} it */
const anchors = ({ anchors = [] }) =>
  html`<section class="card">
    <header><h2>Why it is one</h2><small>what it is known by</small></header>
    <ul class="anchors">
      ${anchors.map(
        (it) => html`<li>
          <b title=${it.name}>${called(it.name)}</b> ${it.realm ? html`<span class="faint">in ${it.realm}</span>` : nothing} ${it.place ? html`<span class="faint">below <code>${it.place}</code></span>` : nothing}
          <p class="soft">${it.reason ?? ""} <span class="faint">${it.by ?? ""}${it.since ? html`, <span title=${exact(it.since)}>${moment(it.since)}</span>` : nothing}</span></p>
        </li>`,
      )}
    </ul>
  </section>`;

customElements.define("page-identity", IdentityPage);

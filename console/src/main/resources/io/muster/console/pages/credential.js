// One credential: what it is, where it is, what is wrong with it.
import { html, nothing } from "../app/element.js";
import { credentialDetail } from "../app/answers.js";
import { get, getTagged, patch } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { link, roll, toCredential } from "../app/router.js";
import { where } from "../app/query.js";
import { algorithmName, commonName, count, named } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { attributeLines, attributesOf } from "../parts/attributes.js";
import { expiry, findingsMark, identityLink, kind, moment, ownerMark, stateMark, tag } from "../parts/marks.js";
import { chain, definitions, findings, HISTORY, SIGHTINGS } from "../parts/panels.js";
import { shown } from "../parts/states.js";
import { Page } from "./page.js";

/** @typedef {import("../app/types.js").CredentialDetail} Detail */

class CredentialPage extends Page {
  constructor() {
    super();
    /** @type {Resource<{ value: Detail, tag?: string }>} */ this.credential = new Resource(this);
    /** @type {Resource<import("../app/types.js").Page<import("../app/types.js").Finding>>} */ this.findings = new Resource(this);
  }

  get title() {
    return commonName(this.credential.value?.value.title ?? "Credential");
  }

  get path() {
    return `/credentials/${this.at.parameters.id}`;
  }

  arrived() {
    const { path } = this;
    this.credential.load(async (signal) => {
      const { value, tag } = await getTagged(path, { signal });
      return { value: credentialDetail(value), tag };
    });
    this.findings.load((signal) => get(`${path}/findings`, { signal }));
  }

  render() {
    return this.whole(this.credential, ({ value }) => this.body(value));
  }

  /** @param {Detail} it */
  body(it) {
    return html`
      ${this.head(commonName(it.title), {
        crumb: html`<a href="/roll">Roll</a> ›`,
        sub: html`${named(it.type)} ${it.algorithm ? html`· ${algorithmName(it.algorithm)}` : nothing} ${stateMark(it.state)} ${it.foreign ? kind("foreign") : nothing}
          ${it.identities.map((one) => html`<span>of ${identityLink(one)} ${kind(one.kind)}</span>`)}
          ${it.foreign ? nothing : html`<span>${it.owner ? "owner " : nothing}${ownerMark(it.owner)}</span>`} ${it.tags.map(tag)}`,
        actions: html`<a class="button" href=${link("/relationships", { from: `credential:${it.id}` })}>Relationships</a>
          <a class="button" href=${link("/radius", { from: `credential:${it.id}` })}>Blast radius</a>
          <button data-may="write" @click=${() => this.edit(it)}>Tags…</button>`,
      })}
      <div class="detail">
        <div class="stack">
          <section class="card">
            <header><h2>What it says</h2><small>first seen ${moment(it.firstSeen)}, last ${moment(it.lastSeen)}</small></header>
            <dl class="facts">
              ${it.notAfter ? html`<dt>expires</dt><dd>${expiry(it)}</dd>` : nothing}
              ${it.issuer ? html`<dt>issued by</dt><dd><a class="link" href=${roll(where("issuer", it.issuer))}>${commonName(it.issuer)}</a></dd>` : nothing}
              <dt>fingerprint</dt><dd><code>${it.fingerprint}</code></dd>
              ${it.keyId ? html`<dt>key</dt><dd><code>${it.keyId}</code></dd>` : nothing}
              ${it.algorithm ? html`<dt>algorithm</dt><dd>${algorithmName(it.algorithm)}, ${named(it.algorithm.strength)}</dd>` : nothing}
            </dl>
            ${definitions({ ...it.fields, algorithm: undefined })}
          </section>
          <section class="card">
            <header><h2>Where it is</h2><small>${count(it.places, "place")}</small></header>
            <more-table label="Places" .path=${`${this.path}/sightings`} .columns=${SIGHTINGS} .hint=${"It is nowhere any more."}></more-table>
          </section>
          <section class="card">
            <header><h2>History</h2></header>
            <more-table label="History" .path=${`${this.path}/history`} .columns=${HISTORY} .hint=${"Nothing has changed since it was first seen."}></more-table>
          </section>
        </div>
        <div class="stack">
          <section class="card"><header><h2>Findings</h2></header>${shown(this.findings, ({ items }) => findings(items))}</section>
          <section class="card"><header><h2>Chain</h2><small>as served or stored</small></header>${chain(it.chain, it.id)}</section>
          ${it.sameKey > 1 ? this.neighbours(it) : nothing}
          ${Object.keys(it.facts).length > 0 ? html`<section class="card"><header><h2>What follows</h2><small>from looking at everything</small></header>${definitions(it.facts)}</section>` : nothing}
          ${Object.keys(it.attributes).length > 0 ? html`<section class="card"><header><h2>Attributes</h2></header>${definitions(it.attributes)}</section>` : nothing}
        </div>
      </div>
    `;
  }

  /** @param {Detail} it */
  neighbours(it) {
    return html`<section class="card">
      <header><h2>The same key</h2><small>in ${count(it.sameKey - 1, "other credential")}</small></header>
      <more-table
        label="Credentials with the same key"
        .path=${`${this.path}/neighbours`}
        .columns=${[
          { title: "Credential", cell: (/** @type {any} */ one) => html`<a href=${toCredential(one)}>${commonName(one.title)}</a>` },
          { title: "Environment", wide: true, cell: (/** @type {any} */ one) => one.environment ?? nothing },
          { title: "Findings", cell: findingsMark },
        ]}
      ></more-table>
    </section>`;
  }

  /** @param {Detail} it */
  async edit(it) {
    const done = await ask({
      title: `Tags of ${it.title}`,
      fields: [
        { name: "tags", label: "Tags", value: it.tags.join(" "), placeholder: "pci customer-facing", hint: "Words, separated by spaces." },
        { name: "attributes", label: "Attributes", type: "area", value: attributeLines(it.attributes), hint: "One a line: name=value." },
      ],
      action: "Save",
      does: ({ tags, attributes }) =>
        patch(this.path, { tags: tags.split(/[\s,]+/).filter(Boolean), attributes: attributesOf(attributes) }, this.credential.value?.tag),
    });
    if (done) this.arrived();
  }
}

customElements.define("page-credential", CredentialPage);

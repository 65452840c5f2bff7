// One source: what it looks at, and its runs.
import { html, nothing } from "../app/element.js";
import { get, getTagged, patch, post, remove } from "../app/api.js";
import { Following } from "../app/following.js";
import { Resource } from "../app/resource.js";
import { open, roll } from "../app/router.js";
import { where } from "../app/query.js";
import { ask } from "../parts/ask.js";
import { moment, stateMark } from "../parts/marks.js";
import { findings } from "../parts/panels.js";
import { progressOf, RUNS } from "../parts/runs.js";
import { shown } from "../parts/states.js";
import { Page } from "./page.js";
import "../parts/more-table.js";

/** @typedef {import("../app/types.js").Source} Source */

class SourcePage extends Page {
  constructor() {
    super();
    /** @type {Resource<{ value: Source, tag?: string }>} */ this.source = new Resource(this);
    /** @type {Resource<import("../app/types.js").Page<import("../app/types.js").Finding>>} */ this.findings = new Resource(this);
    this.following = new Following(this, (it) => it.source === this.at.parameters.id, () => this.ended());
  }

  get title() {
    return this.source.value?.value.name ?? "Source";
  }

  get path() {
    return `/sources/${this.at.parameters.id}`;
  }

  arrived() {
    this.source.load((signal) => getTagged(this.path, { signal }));
    const q = `${where("source", this.at.parameters.id)} resolved:none`;
    this.findings.load((signal) => get("/findings", { query: { q }, signal }));
  }

  ended() {
    this.source.reload();
    this.findings.reload();
    /** @type {any} */ (this.querySelector("more-table"))?.reload();
  }

  render() {
    return this.whole(this.source, ({ value, tag }) => this.body(value, tag));
  }

  /** @param {Source} it @param {string | undefined} version */
  body(it, version) {
    const progress = this.following.progress ?? it.progress;
    const ours = it.origin === "api";
    return html`
      ${this.head(it.name, {
        crumb: html`<a href="/sources">Sources</a> ›`,
        sub: progress
          ? html`${stateMark("running")} ${progressOf(progress)} <a class="link" href=${`/runs/${progress.run}`}>this run</a>`
          : html`${stateMark(it.freshness)} <span>${moment(it.lastRun?.ended ?? it.lastRun?.started)}</span>`,
        actions: html`<a class="button" href=${roll(where("source", it.id))}>What it sees</a>
          ${it.origin === "configuration" ? nothing : html`<button data-may="write-all" @click=${() => this.countOn(it, version)}>Count on it…</button>`}
          ${it.kind !== "scan" ? nothing : html`<button class="primary" data-may="write-all" ?disabled=${Boolean(progress)} @click=${() => this.start(it)}>Look now</button>`}
          ${ours
            ? html`<button data-may="write-all" @click=${() => this.set({ enabled: !it.enabled }, version)}>${it.enabled ? "Pause" : "Resume"}</button>
                <button data-may="write-all" @click=${() => this.delete(it, version)}>Delete…</button>`
            : nothing}`,
      })}
      <section class="card">
        <dl class="facts">
          <dt>looks at</dt><dd>${it.targets.length > 0 ? it.targets.map((one) => html`<div class="mono">${one}</div>`) : "what its scanner is pointed at"}</dd>
          ${it.schedule ? html`<dt>when</dt><dd>${it.schedule}${it.enabled ? nothing : ", paused"}</dd>` : nothing}
          <dt>counted on</dt><dd>${it.expectedEvery ? `it is a finding when no run completes within ${it.expectedEvery}` : "no"}</dd>
          <dt>set in</dt><dd>${{ configuration: "the configuration file of the server", api: "this console or the API", scanner: "the scanner that reports" }[it.origin] ?? it.origin}</dd>
          ${Object.keys(it.labels ?? {}).length > 0 ? html`<dt>labels</dt><dd>${Object.entries(it.labels).map(([name, value]) => html`<div>${name}: ${value}</div>`)}</dd>` : nothing}
          ${it.nextDue ? html`<dt>next</dt><dd>${moment(it.nextDue)}</dd>` : nothing}
        </dl>
      </section>
      ${(this.findings.value?.items.length ?? 0) > 0 ? html`<section class="card below"><header><h2>Findings</h2></header>${shown(this.findings, ({ items }) => findings(items))}</section>` : nothing}
      <section class="card below">
        <header><h2>Runs</h2><small>the latest first</small></header>
        <more-table label="Runs" path="/runs" .query=${{ source: it.id }} .columns=${RUNS.filter((one) => one.title !== "Source")} .hint=${"No run yet."}></more-table>
      </section>
    `;
  }

  /** @param {Source} it */
  async start(it) {
    const begun = await ask({
      title: `Look now: ${it.name}`,
      text: "It looks at everything it is pointed at, once, and then goes on as scheduled.",
      action: "Look now",
      does: () => post(`${this.path}/runs`),
    });
    if (begun) this.source.reload();
  }

  /** @param {Source} it @param {string | undefined} version */
  async countOn(it, version) {
    const done = await ask({
      title: `Count on ${it.name}`,
      text: "When no run of it completes for so long, that is a finding by itself, until one does.",
      fields: [{ name: "expectedEvery", label: "It may be silent for", value: it.expectedEvery ?? "", placeholder: "2d", hint: "90min, 36h, 2d. Empty: nobody counts on it." }],
      action: "Set",
      does: ({ expectedEvery }) => patch(this.path, { expectedEvery }, version),
    });
    if (done) this.arrived();
  }

  /** @param {Partial<Source>} change @param {string | undefined} version */
  async set(change, version) {
    await patch(this.path, change, version).catch(() => {});
    this.arrived();
  }

  /** @param {Source} it @param {string | undefined} version */
  async delete(it, version) {
    const done = await ask({
      title: `Delete ${it.name}`,
      text: "It looks no more, and what only it saw is told as gone. Its history stays.",
      action: "Delete",
      danger: true,
      does: () => remove(this.path, version),
    });
    if (done) open("/sources");
  }
}

customElements.define("page-source", SourcePage);

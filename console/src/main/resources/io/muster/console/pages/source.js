// One source: what it looks at, and its runs.
import { html, nothing } from "../app/element.js";
import { getTagged, patch, post, remove } from "../app/api.js";
import { Listening } from "../app/live.js";
import { Resource } from "../app/resource.js";
import { open, roll } from "../app/router.js";
import { where } from "../app/query.js";
import { duration } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { moment, stateMark } from "../parts/marks.js";
import { progressOf, RUNS } from "../parts/runs.js";
import { shown } from "../parts/states.js";
import { Page } from "./page.js";
import "../parts/more-table.js";

/** @typedef {import("../app/types.js").Source} Source */

class SourcePage extends Page {
  static properties = { run: { state: true } };

  constructor() {
    super();
    /** @type {Resource<{ value: Source, tag?: string }>} */ this.source = new Resource(this);
    /** @type {import("../app/types.js").Run | undefined} */ this.run = undefined;
    new Listening(this, "run", (run) => this.heard(run));
  }

  get title() {
    return this.source.value?.value.name ?? "Source";
  }

  get path() {
    return `/sources/${this.at.parameters.id}`;
  }

  arrived() {
    this.source.load((signal) => getTagged(this.path, { signal }));
  }

  /** @param {import("../app/types.js").Run} run */
  heard(run) {
    if (run.source !== this.at.parameters.id) return;
    const ended = this.run?.state === "running" && run.state !== "running";
    this.run = run;
    if (!ended) return;
    this.source.reload();
    /** @type {any} */ (this.querySelector("more-table"))?.reload();
  }

  render() {
    return shown(this.source, ({ value, tag }) => this.body(value, tag));
  }

  /** @param {Source} it @param {string | undefined} version */
  body(it, version) {
    const going = this.run?.state === "running";
    const ours = it.origin === "api";
    return html`
      ${this.head(it.name, {
        crumb: html`<a href="/sources">Sources</a> ›`,
        sub: html`<span class="kind">${it.kind}</span> ${stateMark(going ? "running" : it.freshness.state)} ${going && this.run ? progressOf(this.run) : html`<span>${moment(it.freshness.since)}</span>`}`,
        actions: html`<a class="button" href=${roll(where("source", it.id))}>What it sees</a>
          ${it.origin === "scanner" ? nothing : html`<button class="primary" ?disabled=${going} @click=${() => this.start(it)}>Look now</button>`}
          ${ours
            ? html`<button @click=${() => this.set({ enabled: !it.enabled }, version)}>${it.enabled ? "Pause" : "Resume"}</button>
                <button @click=${() => this.delete(it, version)}>Delete…</button>`
            : nothing}`,
      })}
      <section class="card">
        <dl class="facts">
          <dt>looks at</dt><dd>${it.targets.length > 0 ? it.targets.map((one) => html`<div class="mono">${one}</div>`) : "what its scanner is pointed at"}</dd>
          ${it.schedule ? html`<dt>when</dt><dd>${it.schedule}${it.enabled ? nothing : ", paused"}</dd>` : nothing}
          ${it.expectedEvery ? html`<dt>late after</dt><dd>${duration(it.expectedEvery)} without a completed run</dd>` : nothing}
          <dt>set in</dt><dd>${{ configuration: "the configuration file of the server", api: "this console or the API", scanner: "the scanner that reports" }[it.origin] ?? it.origin}</dd>
          ${it.nextDue ? html`<dt>next</dt><dd>${moment(it.nextDue)}</dd>` : nothing}
        </dl>
      </section>
      <section class="card below">
        <header><h2>Runs</h2><small>the latest first</small></header>
        <more-table label="Runs" path="/runs" .query=${{ source: it.id }} .columns=${RUNS.filter((one) => one.title !== "Source")} .hint=${"No run yet."}></more-table>
      </section>
    `;
  }

  /** @param {Source} it */
  async start(it) {
    const run = await ask({
      title: `Look now: ${it.name}`,
      text: "It looks at everything it is pointed at, once, and then goes on as scheduled.",
      action: "Look now",
      does: () => post(`${this.path}/runs`),
    });
    if (run) open(`/runs/${run.id}`);
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
      text: "It looks no more. What it saw stays in the roll, with its history.",
      action: "Delete",
      danger: true,
      does: () => remove(this.path, version),
    });
    if (done) open("/sources");
  }
}

customElements.define("page-source", SourcePage);

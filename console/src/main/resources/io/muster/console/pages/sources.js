// The sources: what looks, at what, how often, and whether it still does.
import { html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { Following } from "../app/following.js";
import { Resource } from "../app/resource.js";
import { open } from "../app/router.js";
import { slug } from "../app/words.js";
import { moment, stateMark } from "../parts/marks.js";
import { ask } from "../parts/ask.js";
import { empty, lines, shown } from "../parts/states.js";
import { progressOf, RUNS } from "../parts/runs.js";
import { Page } from "./page.js";
import "../parts/more-table.js";

/** @typedef {import("../app/types.js").Source} Source */

class Sources extends Page {
  constructor() {
    super();
    /** @type {Resource<{ items: Source[] }>} */ this.sources = new Resource(this);
    this.following = new Following(this, () => true, () => this.ended());
  }

  get title() {
    return "Sources";
  }

  arrived() {
    this.sources.load((signal) => get("/sources", { signal }));
  }

  ended() {
    this.sources.reload();
    /** @type {any} */ (this.querySelector("more-table"))?.reload();
  }

  render() {
    return html`
      ${this.head("Sources", {
        sub: "A source looks somewhere, again and again. What stops looking is told as late.",
        actions: html`<button class="primary" data-may="write-all" @click=${() => this.add()}>Add a source…</button>`,
      })}
      <section class="card">${shown(this.sources, ({ items }) => this.table(items), lines(5))}</section>
      <section class="card below">
        <header><h2>Runs</h2><small>the latest first</small></header>
        <more-table label="Runs" path="/runs" .columns=${RUNS} .hint=${"No run yet."}></more-table>
      </section>
    `;
  }

  /** @param {Source[]} items */
  table(items) {
    if (items.length === 0) return empty("No source yet.", "Add one here, in the configuration file, or let a scanner report.");
    return html`<table class="plain-table">
      <caption class="only-spoken">Sources</caption>
      <thead>
        <tr><th scope="col">Source</th><th scope="col">State</th><th scope="col" class="wide">Looks at</th><th scope="col" class="wide">When</th><th scope="col" class="wide">From</th><th scope="col" class="number">Next</th></tr>
      </thead>
      <tbody>${items.map((it) => this.row(it))}</tbody>
    </table>`;
  }

  /** @param {Source} it */
  row(it) {
    const progress = this.following.all.get(it.id) ?? it.progress;
    return html`<tr>
      <td><a href=${`/sources/${it.id}`}><b>${it.name}</b></a>${it.kind === "scan" ? nothing : html` <span class="kind">${it.kind}</span>`}</td>
      <td>
        ${progress
          ? html`${stateMark("running")} ${progressOf(progress)}`
          : html`${stateMark(it.freshness)} <span class="soft">${moment(it.lastRun?.ended ?? it.lastRun?.started)}</span>`}
        ${it.enabled ? nothing : html`<span class="kind">paused</span>`}
      </td>
      <td class="wide mono">${it.targets.slice(0, 3).join(", ")}${it.targets.length > 3 ? ` and ${it.targets.length - 3} more` : ""}</td>
      <td class="wide nowrap">${it.schedule}</td>
      <td class="wide soft">${it.origin}</td>
      <td class="number">${moment(it.nextDue)}</td>
    </tr>`;
  }

  async add() {
    const made = await ask({
      title: "Add a source",
      text: "What it may look at is bounded by the configuration file of the server.",
      fields: [
        { name: "name", label: "Name", required: true, placeholder: "Network of the plant" },
        { name: "targets", label: "Looks at", type: "area", required: true, placeholder: "10.0.0.0/24\nwww.example.com:443\n/etc\n/srv/git/payments.git", hint: "One a line, as muster scan takes them." },
        { name: "schedule", label: "When", value: "every 6h", required: true, hint: "every 15min, every 6h, every 1d, 30 2 * * * as cron has it, continuous, or manual." },
      ],
      action: "Add",
      does: ({ name, targets, schedule }) =>
        post("/sources", { id: slug(name), name, targets: targets.split(/\s*\n\s*/).filter(Boolean), schedule }),
    });
    if (made) open(`/sources/${made.id}`);
  }
}

customElements.define("page-sources", Sources);

// What hangs together: from anything outwards, as a drawing and as a table.
import { html, nothing } from "../app/element.js";
import { graph } from "../app/answers.js";
import { get } from "../app/api.js";
import { asProblem, Resource } from "../app/resource.js";
import { adjust, link, toCredential, toIdentity } from "../app/router.js";
import { count, named } from "../app/words.js";
import { severity } from "../parts/marks.js";
import { empty, lines, refused, shown } from "../parts/states.js";
import { TIES } from "../charts/graph-view.js";
import { Page } from "./page.js";

/** @typedef {import("../app/types.js").GraphNode} Node */
/** @typedef {import("../app/types.js").GraphEdge} Edge */
/** @typedef {{ nodes: Node[], edges: Edge[], isCut: boolean }} Graph */

/** What one look may bring: more, nobody can read. */
const LIMIT = 120;

class Relationships extends Page {
  static properties = { chosen: { state: true }, problem: { state: true }, words: { state: true } };

  constructor() {
    super();
    /** @type {string | undefined} */ this.key = undefined;
    /** @type {Resource<Graph>} */ this.graph = new Resource(this);
    /** @type {Node | undefined} */ this.chosen = undefined;
    /** @type {import("../app/api.js").Problem | undefined} */ this.problem = undefined;
    /** Found while one types what to begin with. @type {import("../app/types.js").Credential[]} */ this.words = [];
  }

  get title() {
    return "Relationships";
  }

  get from() {
    return this.at.query.get("from") ?? "";
  }

  get depth() {
    return this.at.query.get("depth") === "2" ? 2 : 1;
  }

  arrived() {
    const { from, depth } = this;
    if (!from || this.key === `${from} ${depth}`) return;
    this.key = `${from} ${depth}`;
    this.chosen = undefined;
    this.graph.load(async (signal) => {
      const found = graph(await get("/graph", { query: { from, depth, limit: LIMIT }, signal }));
      this.chosen = found.nodes.find((/** @type {Node} */ it) => it.id === from) ?? found.nodes[0];
      return found;
    });
  }

  render() {
    if (!this.from) return html`${this.head("Relationships")}${this.begin()}`;
    return html`
      ${this.head("Relationships", {
        sub: this.graph.value ? html`${count(this.graph.value.nodes.length, "thing")}, ${count(this.graph.value.edges.length, "tie")} ${this.graph.value.isCut ? html`· there is more than can be drawn` : nothing}` : nothing,
        actions: html`${[1, 2].map(
          (it) => html`<button aria-pressed=${this.depth === it} class=${this.depth === it ? "chip" : ""} @click=${() => adjust({ depth: it === 2 ? "2" : "" })}>${it === 1 ? "one step" : "two steps"}</button>`,
        )}`,
      })}
      ${this.problem ? refused(this.problem) : nothing} ${shown(this.graph, (it) => this.body(it), lines(10))}
    `;
  }

  begin() {
    return html`<section class="card begin">
      <label class="field">Begin with
        <input type="search" placeholder="Part of a name, place or fingerprint" @input=${(/** @type {any} */ event) => this.search(event.target.value)} />
      </label>
      ${this.words.length === 0
        ? empty("Choose what to begin with.", "Every page of a credential or an identity leads here too.")
        : html`<ul class="choices">
            ${this.words.map((it) => html`<li><a href=${link("/relationships", { from: `credential:${it.id}` })}>${it.title}</a> <span class="faint">${named(it.type)}</span></li>`)}
          </ul>`}
    </section>`;
  }

  /** @param {string} q */
  async search(q) {
    this.searching?.abort();
    const mine = (this.searching = new AbortController());
    if (q.trim().length < 2) return (this.words = []);
    try {
      this.words = (await get("/credentials", { query: { q, limit: 12 }, signal: mine.signal })).items;
    } catch (error) {
      if (!mine.signal.aborted) this.problem = asProblem(error);
    }
  }

  /** @param {Graph} drawn */
  body(drawn) {
    if (drawn.nodes.length === 0) return empty("Nothing is tied to it.");
    return html`
      <div class="graph">
        <graph-view
          .nodes=${drawn.nodes}
          .edges=${drawn.edges}
          .chosen=${this.chosen?.id ?? ""}
          @choose-node=${(/** @type {CustomEvent} */ event) => (this.chosen = event.detail)}
          @expand-node=${(/** @type {CustomEvent} */ event) => this.expand(event.detail)}
        ></graph-view>
        <aside class="card">${this.chosen ? this.about(this.chosen, drawn) : nothing} ${key()}</aside>
      </div>
      <section class="card">
        <header><h2>The same as a table</h2></header>
        ${twin(drawn)}
      </section>
    `;
  }

  /** @param {Node} it @param {Graph} drawn */
  about(it, drawn) {
    const ties = drawn.edges.filter((one) => one.from === it.id || one.to === it.id);
    const to = pageOf(it);
    return html`<header class="card-head"><h2>${it.kind}</h2><small>${it.type ? named(it.type) : ""}</small></header>
      <p class="chosen">${to ? html`<a href=${to}>${it.title}</a>` : html`<code>${it.title}</code>`}</p>
      ${it.worst ? html`<p>${severity(it.worst)}</p>` : nothing}
      <p class="soft">${count(ties.length, "tie")} drawn</p>
      <p class="row">
        <button @click=${() => this.expand(it)}>Expand</button>
        <a class="button" href=${link("/relationships", { from: it.id })}>Begin here</a>
        <a class="button" href=${link("/radius", { from: it.id })}>Blast radius</a>
      </p>`;
  }

  /** What hangs on this one, added to what is drawn. @param {Node} it */
  async expand(it) {
    this.chosen = it;
    try {
      /** @type {Graph} */
      const more = graph(await get("/graph", { query: { from: it.id, depth: 1, limit: LIMIT } }));
      const drawn = this.graph.value ?? { nodes: [], edges: [], isCut: false };
      const known = new Set(drawn.nodes.map((one) => one.id));
      const ties = new Set(drawn.edges.map(tie));
      this.graph.value = {
        nodes: [...drawn.nodes, ...more.nodes.filter((one) => !known.has(one.id))],
        edges: [...drawn.edges, ...more.edges.filter((one) => !ties.has(tie(one)))],
        isCut: drawn.isCut || more.isCut,
      };
      this.problem = undefined;
      this.requestUpdate();
    } catch (error) {
      this.problem = asProblem(error);
    }
  }
}

/** @param {Edge} it */
const tie = (it) => `${it.from} ${it.kind} ${it.to}`;

/** @param {Node} it */
function pageOf(it) {
  const id = it.id.slice(it.id.indexOf(":") + 1);
  if (it.kind === "credential") return toCredential({ id });
  if (it.kind === "identity") return toIdentity({ id });
  return "";
}

const key = () => html`<ul class="key" aria-label="What the shapes mean">
  ${[["identity", "who"], ["credential", "proof"], ["place", "where"]].map(
    ([kind, says]) => html`<li><i class=${kind}></i>${kind}: ${says}</li>`,
  )}
</ul>`;

/** @param {Graph} graph */
function twin({ nodes, edges }) {
  const byId = new Map(nodes.map((it) => [it.id, it]));
  const name = (/** @type {string} */ id) => {
    const it = byId.get(id);
    if (!it) return id;
    const to = pageOf(it);
    return to ? html`<a href=${to}>${it.title}</a>` : html`<code>${it.title}</code>`;
  };
  return html`<div class="scroll-x" tabindex="0" role="group" aria-label="Ties">
    <table class="plain-table">
      <thead><tr><th scope="col">From</th><th scope="col">Tie</th><th scope="col">To</th></tr></thead>
      <tbody>${edges.map((it) => html`<tr><td>${name(it.from)}</td><td class="soft nowrap">${TIES[it.kind] ?? it.kind}</td><td>${name(it.to)}</td></tr>`)}</tbody>
    </table>
  </div>`;
}

customElements.define("page-relationships", Relationships);

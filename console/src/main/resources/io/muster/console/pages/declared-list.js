// One declared list: what of it is there, what is not, and how that changed.
import { html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { adjust } from "../app/router.js";
import { count, number } from "../app/words.js";
import { credentialLink, moment, place } from "../parts/marks.js";
import { shown } from "../parts/states.js";
import { Page } from "./page.js";
import "../charts/trend.js";
import "../parts/more-table.js";

/** @type {{ kind: "known" | "unknown" | "missing", says: string, means: string }[]} */
const KINDS = [
  { kind: "unknown", says: "Unknown", means: "there, and on no list" },
  { kind: "missing", says: "Missing", means: "on the list, and nowhere seen" },
  { kind: "known", says: "Known", means: "on the list and there" },
];

/** @type {import("../parts/more-table.js").Cell[]} */
const ITEMS = [
  { title: "Declared", cell: (it) => (it.declared ? html`${it.declared}${it.line ? html` <span class="faint">line ${number(it.line)}</span>` : nothing}` : html`<span class="faint">—</span>`) },
  { title: "Credential", cell: (it) => (it.credential ? credentialLink(it.credential) : html`<span class="faint">—</span>`) },
  { title: "Place", wide: true, cell: (it) => (it.place ? place(it.place) : nothing) },
  { title: "Owner", wide: true, cell: (it) => it.declaredOwner ?? nothing },
];

class DeclaredListPage extends Page {
  constructor() {
    super();
    /** @type {string | undefined} */ this.key = undefined;
    /** @type {Resource<any>} */ this.list = new Resource(this);
    /** @type {Resource<{ items: any[] }>} */ this.trend = new Resource(this);
  }

  get title() {
    return this.list.value?.name ?? "Declared";
  }

  get path() {
    return `/declared/${this.at.parameters.id}`;
  }

  get kind() {
    return KINDS.find((it) => it.kind === this.at.query.get("kind")) ?? KINDS[0];
  }

  arrived() {
    if (this.key === this.path) return;
    this.key = this.path;
    this.list.load((signal) => get(this.path, { signal }));
    this.trend.load((signal) => get(`${this.path}/trend`, { signal }));
  }

  render() {
    return this.whole(this.list, (it) => this.body(it));
  }

  /** @param {any} it */
  body(it) {
    return html`
      ${this.head(it.name, {
        crumb: html`<a href="/declared">Declared</a> ›`,
        sub: html`${count(it.lines, "line")}${it.team ? html` of ${it.team.name}` : nothing}, uploaded ${moment(it.uploaded)}${it.by ? ` by ${it.by}` : ""}${it.rejected ? html` · ${count(it.rejected, "line")} could not be read` : nothing}`,
      })}
      <ul class="figures three">
        ${KINDS.map(
          ({ kind, says, means }) => html`<li class="card"><button aria-pressed=${this.kind.kind === kind} @click=${() => adjust({ kind })}>
            <span class="label">${says}</span><span class="value">${number(it[kind])}</span><span class="note">${means}</span>
          </button></li>`,
        )}
      </ul>
      <section class="card">
        <header><h2>Since it was first uploaded</h2></header>
        ${shown(this.trend, ({ items }) => html`<delta-trend .deltas=${items}></delta-trend>`)}
      </section>
      <section class="card below">
        <header><h2>${this.kind.says}</h2><small>${this.kind.means}</small></header>
        <more-table label=${this.kind.says} .path=${`${this.path}/items`} .query=${{ kind: this.kind.kind }} .columns=${ITEMS} .hint=${"Nothing here."} .limit=${25}></more-table>
      </section>
    `;
  }
}

customElements.define("page-declared-list", DeclaredListPage);

// A graph that one can walk: nodes are buttons, drawn on paper that can be dragged and zoomed.
import { Element, html, nothing, svg } from "../app/element.js";
import { layOut } from "./force.js";

/** @typedef {import("../app/types.js").GraphNode} Node */
/** @typedef {import("../app/types.js").GraphEdge} Edge */

/** What each kind of tie says, read from its beginning to its end. @type {Record<string, string>} */
export const TIES = {
  "belongs-to": "belongs to",
  "issued-by": "issued by",
  "same-key": "same key",
  "placed-on": "placed on",
  "trusted-by": "trusted by",
  "authorised-on": "authorised on",
};

const ROOM = 90;

class GraphView extends Element {
  static properties = {
    nodes: { attribute: false },
    edges: { attribute: false },
    chosen: {},
    view: { state: true },
  };

  constructor() {
    super();
    /** @type {Node[]} */ this.nodes = [];
    /** @type {Edge[]} */ this.edges = [];
    /** The id of the node that is told about. */
    this.chosen = "";
    /** @type {Map<string, import("./force.js").Point>} */ this.points = new Map();
    /** What of the paper is in sight. @type {{ x: number, y: number, w: number, h: number } | undefined} */
    this.view = undefined;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("nodes")) return;
    this.points = layOut(this.nodes, this.edges, this.points);
    this.fit();
  }

  /** All of it, with room for the words. */
  fit() {
    const all = [...this.points.values()];
    if (all.length === 0) return;
    const xs = all.map((it) => it.x);
    const ys = all.map((it) => it.y);
    const left = Math.min(...xs) - ROOM;
    const top = Math.min(...ys) - ROOM / 2;
    const width = Math.max(...xs) + ROOM - left;
    const height = Math.max(...ys) + ROOM / 2 - top;
    // Never larger than life: a few nodes stay as small as many.
    const w = Math.max(width, this.clientWidth || 900);
    const h = Math.max(height, this.clientHeight || 560);
    this.view = { x: left - (w - width) / 2, y: top - (h - height) / 2, w, h };
  }

  render() {
    if (!this.view) return nothing;
    const { x, y, w, h } = this.view;
    return html`<svg
        viewBox="${x} ${y} ${w} ${h}"
        role="group"
        aria-label="Relationships; the same as a table is below"
        @pointerdown=${this.grab}
        @pointermove=${this.drag}
        @pointerup=${this.release}
      >
        ${this.edges.map((it) => this.edge(it))} ${this.nodes.map((it) => this.node(it))}
      </svg>
      <div class="zoom">
        <button aria-label="Closer" @click=${() => this.zoom(0.8)}>+</button>
        <button aria-label="Farther" @click=${() => this.zoom(1.25)}>−</button>
        <button @click=${() => this.fit()}>All</button>
      </div>`;
  }

  /** @param {Edge} it */
  edge(it) {
    const a = this.points.get(it.from);
    const b = this.points.get(it.to);
    if (!a || !b) return nothing;
    const near = it.from === this.chosen || it.to === this.chosen;
    // The word stands nearer to the other end, where there is room.
    const share = it.from === this.chosen ? 0.62 : 0.38;
    const said = near && it.kind !== "placed-on";
    return svg`<g class="tie ${it.kind} ${near ? "near" : ""}">
      <line x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y} />
      ${said ? svg`<text x=${a.x + (b.x - a.x) * share} y=${a.y + (b.y - a.y) * share - 4} text-anchor="middle">${TIES[it.kind] ?? it.kind}</text>` : nothing}
    </g>`;
  }

  /** @param {Node} it */
  node(it) {
    const at = this.points.get(it.id);
    if (!at) return nothing;
    return svg`<g
      class="node ${it.kind} ${it.worst ?? ""}"
      transform="translate(${at.x} ${at.y})"
      tabindex="0"
      role="button"
      aria-pressed=${it.id === this.chosen}
      aria-label="${brief(it.title)}, ${it.kind} ${it.title}${it.worst ? `, ${it.worst}` : ""}"
      @click=${() => this.tell("choose-node", it)}
      @dblclick=${() => this.tell("expand-node", it)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.key(event, it)}
    >
      ${SHAPES[it.kind] ?? SHAPES.place}
      <text y="24" text-anchor="middle">${brief(it.title)}</text>
    </g>`;
  }

  /** @param {KeyboardEvent} event @param {Node} it */
  key(event, it) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    this.tell(it.id === this.chosen ? "expand-node" : "choose-node", it);
  }

  /** @param {number} factor */
  zoom(factor) {
    const { x, y, w, h } = /** @type {NonNullable<typeof this.view>} */ (this.view);
    this.view = { x: x + (w * (1 - factor)) / 2, y: y + (h * (1 - factor)) / 2, w: w * factor, h: h * factor };
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (/** @type {globalThis.Element} */ (event.target).closest(".node")) return;
    this.held = { x: event.clientX, y: event.clientY, view: this.view };
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (!this.held?.view) return;
    const { view } = this.held;
    const paper = /** @type {SVGSVGElement} */ (this.querySelector("svg")).getBoundingClientRect();
    const scale = Math.max(view.w / paper.width, view.h / paper.height);
    this.view = { ...view, x: view.x - (event.clientX - this.held.x) * scale, y: view.y - (event.clientY - this.held.y) * scale };
  }

  release() {
    this.held = undefined;
  }
}

/** A kind is a shape, and the colour says it again. @type {Record<string, unknown>} */
const SHAPES = {
  identity: svg`<circle r="10" />`,
  credential: svg`<rect x="-9" y="-9" width="18" height="18" rx="4" />`,
  place: svg`<path d="M-9 7 0-9 9 7z" />`,
};

/** @param {string} title */
function brief(title) {
  const said = title.replace(/^CN=/, "");
  return said.length > 24 ? said.slice(0, 11) + "…" + said.slice(-11) : said;
}

customElements.define("graph-view", GraphView);

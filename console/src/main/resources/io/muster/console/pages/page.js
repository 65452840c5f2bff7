// What every page is: an element that is told where the address bar is, and names the window.
import { Element, html, nothing } from "../app/element.js";
import { lines, shown } from "../parts/states.js";

export class Page extends Element {
  /** @type {Record<PropertyKey, object>} */
  static properties = { at: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../app/router.js").Here} */ this.at = /** @type {any} */ (undefined);
  }

  /** What the browser's tab says. */
  get title() {
    return "Muster";
  }

  /** The address changed: what must be asked for again. */
  arrived() {}

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("at")) this.arrived();
  }

  updated() {
    document.title = this.title === "Muster" ? "Muster" : `${this.title} · Muster`;
  }

  /**
   * A page that is about one thing: what it is, or a head that says that it is not there.
   * @template T
   * @param {import("../app/resource.js").Resource<T>} resource
   * @param {(value: T) => unknown} show
   */
  whole(resource, show) {
    const refused = resource.value === undefined && resource.problem;
    const head = this.head(refused ? (refused.status === 404 ? "Not found" : "Not shown") : "…");
    return resource.value === undefined ? html`${head}${shown(resource, show, lines(8))}` : shown(resource, show);
  }

  /**
   * @param {unknown} title
   * @param {{ crumb?: unknown, sub?: unknown, actions?: unknown }} [more]
   */
  head(title, { crumb, sub, actions } = {}) {
    return html`<header class="page-head">
      ${crumb ? html`<p class="crumb">${crumb}</p>` : nothing}
      <h1 tabindex="-1">${title}</h1>
      ${actions ? html`<div class="actions">${actions}</div>` : nothing}
      ${sub ? html`<p class="sub">${sub}</p>` : nothing}
    </header>`;
  }
}

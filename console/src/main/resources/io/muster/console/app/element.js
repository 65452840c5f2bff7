// What every component is: a ReactiveElement whose `render` goes into the element itself.
//
// There is no shadow root. The console is one program with one set of styles; labels, descriptions and
// live regions then refer to each other by id across components, and tables stay tables.
import { ReactiveElement } from "../vendor/reactive-element/reactive-element.js";
import { render } from "../vendor/lit-html/lit-html.js";

export { html, nothing, svg } from "../vendor/lit-html/lit-html.js";
export { live } from "../vendor/lit-html/directives/live.js";
export { repeat } from "../vendor/lit-html/directives/repeat.js";

export class Element extends ReactiveElement {
  /** What is watched: a change of it draws again. @type {Record<PropertyKey, object>} */
  static properties = {};

  /** @returns {any} */
  createRenderRoot() {
    return this;
  }

  /**
   * What the element shows now.
   * @returns {unknown}
   */
  render() {
    return "";
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  update(changed) {
    const view = this.render();
    super.update(changed);
    render(view, this, { host: this });
  }

  /**
   * Tells whoever holds this element that something happened in it.
   * @param {string} name
   * @param {unknown} [detail]
   */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

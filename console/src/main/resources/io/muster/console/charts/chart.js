// What every chart is: drawn in the pixels there are, with a table of the same figures beside it.
import { Element, html } from "../app/element.js";

export class Chart extends Element {
  /** @type {Record<PropertyKey, object>} */
  static properties = { width: { state: true } };

  constructor() {
    super();
    this.width = 0;
    this.observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width !== this.width) this.width = width;
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.observer.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  /** The drawing, once the width is known. @returns {unknown} */
  draw() {
    return "";
  }

  /** The same figures as a table. @returns {unknown} */
  twin() {
    return "";
  }

  /** @returns {unknown} */
  render() {
    return html`${this.width > 0 ? this.draw() : html`<div class="plot"></div>`}
      <details class="twin"><summary>As a table</summary><div class="scroll" tabindex="0" role="group" aria-label="The figures as a table">${this.twin()}</div></details>`;
  }
}

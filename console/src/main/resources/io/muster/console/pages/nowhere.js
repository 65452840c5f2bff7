import { html } from "../app/element.js";
import { Page } from "./page.js";

class Nowhere extends Page {
  get title() {
    return "Not found";
  }

  render() {
    return html`${this.head("There is no such page")}
      <p class="soft">The address <code>${this.at.path}</code> leads nowhere. <a href="/">Overview</a> and <a href="/roll">roll</a> are there.</p>`;
  }
}

customElements.define("page-nowhere", Nowhere);

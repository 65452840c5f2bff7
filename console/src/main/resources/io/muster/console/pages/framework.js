// One framework: its controls, each with its status and what that rests on.
import { html } from "../app/element.js";
import { address, get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { moment } from "../parts/marks.js";
import { statuses, statusMark } from "../parts/compliance.js";
import { Page } from "./page.js";

/** @typedef {{ id: string, slug: string, requirement: string, status: string, why: string[] }} Control */
/** @typedef {{ summary: import("./compliance.js").Framework & Record<string, any>, items: Control[] }} Framework */

class FrameworkPage extends Page {
  constructor() {
    super();
    /** @type {Resource<Framework>} */ this.framework = new Resource(this);
  }

  get title() {
    return this.framework.value?.summary.name ?? "Compliance";
  }

  arrived() {
    this.framework.load((signal) => get(`/compliance/${encodeURIComponent(this.at.parameters.id)}`, { signal }));
  }

  render() {
    return this.whole(this.framework, (it) => this.body(it));
  }

  /** @param {Framework} it */
  body({ summary, items }) {
    return html`
      ${this.head(summary.name, {
        crumb: html`<a href="/compliance">Compliance</a> ›`,
        sub: html`${statuses.map((one) => html`<span class=${one.tone}>${summary[one.key]} ${one.says}</span> `)} ${summary.counted ? html`<span class="faint">counted ${moment(summary.counted)}</span>` : "not counted yet"}`,
        actions: html`<a class="button" download href=${address(`/reports/${summary.id}`, { format: "pdf" })}>PDF</a>
          <a class="button" download href=${address(`/reports/${summary.id}`, { format: "html" })}>HTML</a>
          <a class="button" download href=${address(`/reports/${summary.id}`, { format: "json" })}>JSON</a>`,
      })}
      <section class="card">
        <table class="plain-table">
          <caption class="only-spoken">Controls of ${summary.name}</caption>
          <thead><tr><th scope="col">Control</th><th scope="col">Status</th><th scope="col" class="wide">What it rests on</th></tr></thead>
          <tbody>
            ${items.map(
              (one) => html`<tr>
                <td><a href=${`/compliance/${summary.id}/${encodeURIComponent(one.slug)}`}><b>${one.id}</b></a><br /><span class="soft">${one.requirement}</span></td>
                <td>${statusMark(one.status)}</td>
                <td class="wide soft">${one.why.length === 0 ? "No gap." : one.why.map((line) => html`<div>${line}</div>`)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </section>
    `;
  }
}

customElements.define("page-framework", FrameworkPage);

// What the server says of itself: each thing that must go well, and what to do where it does not.
import { html, nothing } from "../app/element.js";
import { readiness } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { exact } from "../app/words.js";
import { lines, shown } from "../parts/states.js";
import { Page } from "./page.js";

/** @typedef {{ name: string, state: string, trouble?: string }} Check */

const AGAIN = 10_000;

/** @type {Record<string, string>} */
const WHAT = {
  roll: "The inventory can be read and written.",
  authority: "Tokens, sessions and the audit log can be read and written.",
  disk: "There is room where the data folder lies.",
  search: "Words are found by their index.",
  judging: "What changed is judged, on the node whose turn it is.",
  seal: "The newest decision is signed, and its checkpoint kept.",
  "audit-stream": "Channels that are told of the audit log take it.",
  rounds: "The server looks at its sources when they are due.",
  alerts: "Messages arrive at their channels.",
};

/** @type {Record<string, { says: string, tone: string }>} */
const STATES = {
  ready: { says: "well", tone: "good" },
  impaired: { says: "impaired", tone: "medium" },
  unavailable: { says: "cannot serve", tone: "critical" },
};

class HealthPage extends Page {
  constructor() {
    super();
    /** @type {Resource<{ state: string, checks: Check[], at: string }>} */ this.checks = new Resource(this);
    this.timer = 0;
  }

  get title() {
    return "Self-check";
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.look(), AGAIN);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  arrived() {
    this.look();
  }

  look() {
    this.checks.load(async (signal) => ({ ...(await readiness(signal)), at: new Date().toISOString() }));
  }

  render() {
    const at = this.checks.value?.at;
    return html`
      ${this.head("Self-check", {
        sub: html`<span>What must go well on the node that answers${at ? html`; asked at ${exact(at).slice(11)}` : nothing}. <code>muster doctor</code> looks at its machine as well.</span>`,
        actions: html`<button @click=${() => this.look()}>Look again</button>`,
      })}
      <section class="card">${shown(this.checks, ({ state, checks }) => table(state, checks), lines(8))}</section>
    `;
  }
}

/** @param {string} state */
const mark = (state) => {
  const it = STATES[state] ?? { says: state, tone: "faint" };
  return html`<span class="compliance-status ${it.tone} nowrap">${it.says}</span>`;
};

/** @param {string} state @param {Check[]} checks */
const table = (state, checks) => html`<header><h2>${state === "ready" ? "All is well" : state === "impaired" ? "It serves, and somebody should do something" : "It cannot serve now"}</h2></header>
  <table class="plain-table">
    <caption class="only-spoken">What must go well, and how it is</caption>
    <thead><tr><th scope="col">Check</th><th scope="col">Is</th><th scope="col">What it is about</th></tr></thead>
    <tbody>
      ${checks.map((it) => html`<tr><td><b>${it.name.replaceAll("-", " ")}</b></td><td>${mark(it.state)}</td><td>${it.trouble ?? WHAT[it.name] ?? nothing}</td></tr>`)}
    </tbody>
  </table>`;

customElements.define("page-health", HealthPage);

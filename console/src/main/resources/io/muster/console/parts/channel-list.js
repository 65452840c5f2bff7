// The ways by which alerts leave: how each did, and a button that tries it.
import { Element, html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { number } from "../app/words.js";
import { ask } from "./ask.js";
import { moment } from "./marks.js";
import { empty, lines, shown } from "./states.js";

/** @typedef {{ name: string, kind: string, destination: string, waiting: number, failed: number, lastSent?: string, lastFailed?: string, trouble?: string }} Channel */

export class ChannelList extends Element {
  static properties = { outcome: { state: true } };

  constructor() {
    super();
    /** @type {Resource<{ items: Channel[] }>} */ this.channels = new Resource(this);
    /** What the last test came to. */ this.outcome = "";
    this.channels.load((signal) => get("/channels", { signal }));
  }

  render() {
    return html`${shown(this.channels, ({ items }) => this.table(items), lines(2))}
      <p role="status">${this.outcome}</p>`;
  }

  /** @param {Channel[]} items */
  table(items) {
    if (items.length === 0) return empty("No channel yet.", "Channels are in the configuration file of the server, under alerts.channels.");
    return html`<table class="plain-table">
      <caption class="only-spoken">Channels</caption>
      <thead>
        <tr><th scope="col">Channel</th><th scope="col" class="wide">Leads to</th><th scope="col" class="number wide">Waiting</th><th scope="col">Last</th><th scope="col"><span class="only-spoken">Test</span></th></tr>
      </thead>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td><b>${it.name}</b> <span class="kind">${it.kind}</span></td>
            <td class="wide mono">${it.destination}</td>
            <td class="number wide">${number(it.waiting)}</td>
            <td>${it.trouble ? html`<span class="high">failed</span> ${moment(it.lastFailed)} <span class="soft">${it.trouble}</span>` : it.lastSent ? html`sent ${moment(it.lastSent)}` : html`<span class="faint">nothing sent yet</span>`}${it.failed ? html` <span class="faint">${number(it.failed)} given up</span>` : nothing}</td>
            <td class="number"><button class="quiet" aria-label=${`Test ${it.name}`} @click=${() => this.test(it)}>Test…</button></td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {Channel} it */
  async test(it) {
    this.outcome = "";
    const mail = it.kind === "smtp";
    const tried = await ask({
      title: `Test ${it.name}`,
      text: "A message that says it is a test is sent now.",
      fields: mail ? [{ name: "receiver", label: "To", type: "email", placeholder: "you@example.com", hint: "Empty: whoever hears everything." }] : [],
      action: "Send",
      does: ({ receiver }) => post(`/channels/${it.name}/test`, receiver ? { receiver } : {}),
    });
    if (!tried) return;
    this.outcome = tried.delivered ? `${it.name} took it.` : `${it.name} did not take it: ${tried.trouble}`;
  }
}

customElements.define("channel-list", ChannelList);

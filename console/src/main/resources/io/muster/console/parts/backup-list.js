// The backups in the folder of the server: when each was made, and how long it stays.
import { Element, html } from "../app/element.js";
import { get } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { bytes } from "../app/words.js";
import { moment } from "./marks.js";
import { empty, lines, shown } from "./states.js";

/** @typedef {{ name: string, state: string, made?: string, size: number, sha256?: string, keptUntil?: string, trouble?: string }} Copy */

export class BackupList extends Element {
  constructor() {
    super();
    /** @type {Resource<{ items: Copy[] }>} */ this.copies = new Resource(this);
    this.reload();
  }

  reload() {
    this.copies.load((signal) => get("/backups", { signal }));
  }

  render() {
    return shown(this.copies, ({ items }) => this.table(items), lines(2));
  }

  /** @param {Copy[]} items */
  table(items) {
    if (items.length === 0) return empty("No backup yet.", "One that is made here is listed with its name, size and end.");
    return html`<div class="scroll-x" tabindex="0" role="group" aria-label="Backups"><table class="plain-table" aria-label="Backups">
      <thead>
        <tr><th scope="col">Backup</th><th scope="col" class="number">Size</th><th scope="col">Kept</th></tr>
      </thead>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td title=${it.sha256 ? `SHA-256 ${it.sha256}` : it.name}><code>${it.name}</code></td>
            <td class="number">${it.state === "made" ? bytes(it.size) : ""}</td>
            <td>${kept(it)}</td>
          </tr>`,
        )}
      </tbody>
    </table></div>`;
  }
}

/** @param {Copy} it */
function kept(it) {
  if (it.state === "running") return html`<span class="faint">is being made</span>`;
  if (it.state === "failed") return html`<span class="high">failed</span> ${moment(it.made)} <span class="soft">${it.trouble}</span>`;
  return it.keptUntil ? html`until ${moment(it.keptUntil)}` : "one of the newest";
}

customElements.define("backup-list", BackupList);

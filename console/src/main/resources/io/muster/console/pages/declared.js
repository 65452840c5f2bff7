// What teams say that they have, against what is there.
import { html, nothing } from "../app/element.js";
import { get, upload, Problem } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { open } from "../app/router.js";
import { number, percent } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { coverageCard } from "../parts/coverage-card.js";
import { moment } from "../parts/marks.js";
import { empty, lines, shown } from "../parts/states.js";
import { Page } from "./page.js";

/** @typedef {{ id: string, name: string, team?: { id: string, name: string }, uploaded: string, by?: string, lines: number, known: number, unknown: number, missing: number, rejected: number }} DeclaredList */

class Declared extends Page {
  constructor() {
    super();
    /** @type {Resource<{ items: DeclaredList[] }>} */ this.lists = new Resource(this);
    /** @type {Resource<import("../app/outlook-types.js").Covered>} */ this.coverage = new Resource(this);
  }

  get title() {
    return "Declared";
  }

  arrived() {
    this.coverage.load((signal) => get("/coverage", { signal }));
    this.lists.load((signal) => get("/declared", { signal }));
  }

  render() {
    return html`
      ${this.head("Declared against found", {
        sub: "Lists of what a team believes to have. Unknown is there and on no list; missing is on a list and nowhere.",
        actions: html`<button class="primary" data-may="write" @click=${() => this.upload()}>Upload a list…</button>`,
      })}
      <div class="stack">
      ${this.coverage.problem?.status === 403 ? nothing : shown(this.coverage, coverageCard, lines(3))}
      <section class="card">${this.lists.problem?.status === 404 ? empty("This server keeps no declared lists yet.") : shown(this.lists, ({ items }) => table(items), lines(4))}</section>
      </div>
    `;
  }

  async upload() {
    const { items: teams } = await get("/teams");
    const made = await ask({
      title: "Upload a list",
      text: "CSV with a line of headers (name, fingerprint, serial, issuer, place, host, owner), or JSON. It is compared with the roll now and after every run.",
      fields: [
        { name: "name", label: "Name", required: true, placeholder: "CMDB export" },
        { name: "team", label: "Whose it is", type: "choice", options: [{ value: "", says: "nobody's" }, ...teams.map((/** @type {any} */ it) => ({ value: it.id, says: it.name }))] },
        { name: "file", label: "File", type: "file" },
        { name: "text", label: "Or its names, one a line", type: "area", placeholder: "pay.example.com\nshop.example.com" },
      ],
      action: "Upload",
      does: ({ name, team, file, text }) => {
        if (!file && !text) throw new Problem({ status: 0, title: "There is nothing to upload", detail: "Choose a file or write the lines." });
        return upload("/declared", file || "name\n" + text, { name, team });
      },
    });
    if (made) open(`/declared/${made.id}`);
  }
}

/** @param {DeclaredList[]} items */
const table = (items) =>
  items.length === 0
    ? empty("No list yet.", "Upload what your CMDB or spreadsheet says, and see what nobody knew of.")
    : html`<table class="plain-table">
        <caption class="only-spoken">Declared lists</caption>
        <thead>
          <tr><th scope="col">List</th><th scope="col" class="wide">Team</th><th scope="col" class="wide number">Lines</th><th scope="col" class="number">Known</th><th scope="col" class="number">Unknown</th><th scope="col" class="number">Missing</th><th scope="col" class="wide">Uploaded</th></tr>
        </thead>
        <tbody>
          ${items.map(
            (it) => html`<tr>
              <td><a href=${`/declared/${it.id}`}><b>${it.name}</b></a></td>
              <td class="wide">${it.team?.name ?? nothing}</td>
              <td class="number wide">${number(it.lines)}</td>
              <td class="number">${number(it.known)} <span class="faint">${percent(it.known, it.lines)}</span></td>
              <td class="number ${it.unknown > 0 ? "high" : ""}">${number(it.unknown)}</td>
              <td class="number ${it.missing > 0 ? "medium" : ""}">${number(it.missing)}</td>
              <td class="wide soft">${moment(it.uploaded)}${it.by ? ` by ${it.by}` : ""}</td>
            </tr>`,
          )}
        </tbody>
      </table>`;

customElements.define("page-declared", Declared);

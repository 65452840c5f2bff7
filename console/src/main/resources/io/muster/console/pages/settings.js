// This console and its keys: appearance, tokens for programs, the server behind it.
import { html, nothing } from "../app/element.js";
import { get, post, remove } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { choose, theme } from "../app/theme.js";
import { ask } from "../parts/ask.js";
import "../parts/backup-list.js";
import "../parts/channel-list.js";
import { moment } from "../parts/marks.js";
import { definitions } from "../parts/panels.js";
import { empty, lines, shown } from "../parts/states.js";
import { standing } from "../app/rights.js";
import "../parts/access-panel.js";
import "../parts/directory-panel.js";
import { Page } from "./page.js";

/** @typedef {{ id: string, name: string, permissions: string[], places: string[], createdAt: string, createdBy: string, expiresAt: string, lastUsedAt?: string }} Token */

const PERMISSIONS = [
  { value: "read", says: "read: everything the console shows" },
  { value: "report", says: "report: send what a scanner saw" },
  { value: "write", says: "write: owners, tags, sources" },
  { value: "backup", says: "backup: make backups" },
  { value: "policy", says: "policy: change policies" },
  { value: "audit", says: "audit: the audit log, and who may do what" },
  { value: "directory", says: "directory: people and groups, for an identity provider (SCIM)" },
  { value: "administer", says: "administer: teams, roles, everybody's tokens" },
];

/** @type {("system" | "light" | "dark")[]} */
const THEMES = ["system", "light", "dark"];

class Settings extends Page {
  static properties = { fresh: { state: true } };

  constructor() {
    super();
    /** @type {Resource<{ items: Token[] }>} */ this.tokens = new Resource(this);
    /** @type {Resource<import("../app/rights.js").Me>} */ this.me = new Resource(this);
    /** A token just made: shown once. @type {{ name: string, token: string } | undefined} */ this.fresh = undefined;
  }

  get title() {
    return "Settings";
  }

  arrived() {
    this.tokens.load((signal) => get("/tokens", { signal }));
    this.me.load((signal) => get("/me", { signal }));
  }

  render() {
    return html`
      ${this.head("Settings")}
      <div class="stack">
        <section class="card">
          <header><h2>Tokens for programs</h2><button class="primary" @click=${() => this.make()}>New token…</button></header>
          ${this.fresh ? this.once(this.fresh) : nothing} ${shown(this.tokens, ({ items }) => this.table(items), lines(3))}
        </section>
        <section class="card"><header><h2>Channels of alerts</h2><a class="link" href="/alerts">Alerts</a></header><channel-list></channel-list></section>
        ${this.me.value?.permissions.includes("audit") && !this.me.value.teams.audit ? html`<access-panel .person=${this.me.value.person}></access-panel><directory-panel></directory-panel>` : nothing}
        <div class="halves">
          <section class="card">
            <header><h2>Appearance</h2></header>
            <div class="row" role="radiogroup" aria-label="Appearance">
              ${THEMES.map((it) => html`<label class="row"><input type="radio" name="theme" .checked=${theme() === it} @change=${() => choose(it)} />${it === "system" ? "as the system" : it}</label>`)}
            </div>
          </section>
          <section class="card" data-may="backup">
            <header><h2>Backup</h2><button @click=${() => this.backup()}>Back up now…</button></header>
            <p class="soft">Both databases, consistent, while everything goes on. Restore with <code>muster restore</code>.</p>
            ${this.me.value?.permissions.includes("backup") ? html`<backup-list></backup-list>` : nothing}
          </section>
          <section class="card">
            <header><h2>You</h2></header>
            ${shown(this.me, (it) => definitions(said(it)), lines(3))}
          </section>
          <section class="card">
            <header><h2>For programs</h2></header>
            <p class="soft">Everything here comes from the API: <a href="/api/v1/openapi.json" target="_blank">its description (OpenAPI)</a>.</p>
          </section>
        </div>
      </div>
    `;
  }

  /** @param {Token[]} items */
  table(items) {
    if (items.length === 0) return empty("No token yet.", "A scanner on another machine, or a script, signs in with one.");
    return html`<table class="plain-table">
      <thead>
        <tr><th scope="col">Name</th><th scope="col">May</th><th scope="col" class="wide">Where</th><th scope="col">Expires</th><th scope="col" class="wide">Last used</th><th scope="col"><span class="only-spoken">Revoke</span></th></tr>
      </thead>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td><b>${it.name}</b> <span class="faint">by ${it.createdBy}</span></td>
            <td>${it.permissions.join(", ")}</td>
            <td class="wide mono">${it.places.length ? it.places.join(", ") : html`<span class="faint">anywhere</span>`}</td>
            <td>${moment(it.expiresAt)}</td>
            <td class="wide">${it.lastUsedAt ? moment(it.lastUsedAt) : html`<span class="faint">never</span>`}</td>
            <td class="number"><button class="quiet" aria-label=${`Revoke ${it.name}`} @click=${() => this.revoke(it)}>Revoke</button></td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {{ name: string, token: string }} it */
  once(it) {
    return html`<div class="once" role="status">
      <p>This is the token <b>${it.name}</b>. It is shown now and never again; keep it in a file that only its program can read.</p>
      <p class="row"><code class="secret">${it.token}</code><button @click=${() => navigator.clipboard.writeText(it.token)}>Copy</button><button @click=${() => (this.fresh = undefined)}>I have it</button></p>
    </div>`;
  }

  async make() {
    const made = await ask({
      title: "New token",
      fields: [
        { name: "name", label: "Name", required: true, placeholder: "scanner web-3", hint: "Say who uses it." },
        { name: "permissions", label: "May", type: "several", value: ["read"], options: PERMISSIONS.filter((it) => this.me.value?.permissions.includes(it.value) ?? true), hint: "Never more than you may yourself, now and later." },
        { name: "places", label: "Only about these places", type: "area", placeholder: "file://web-3/*", hint: "One a line; empty for any. For tokens that report." },
        { name: "hours", label: "Good for, in hours", type: "number", value: "24", required: true },
      ],
      action: "Make",
      does: ({ name, permissions, places, hours }) =>
        post("/tokens", { name, permissions, places: places.split(/\s*\n\s*/).filter(Boolean), seconds: Math.round(3600 * Number(hours)) }),
    });
    if (!made) return;
    this.fresh = { name: made.name, token: made.token };
    this.tokens.reload();
  }

  /** @param {Token} it */
  async revoke(it) {
    const done = await ask({
      title: `Revoke ${it.name}`,
      text: "Whatever uses it is refused from now on.",
      action: "Revoke",
      danger: true,
      does: () => remove(`/tokens/${it.id}`),
    });
    if (done) this.tokens.reload();
  }

  async backup() {
    await ask({
      title: "Back up now",
      text: "The server writes a backup into its backup folder. The newest stay, older ones are removed in time.",
      action: "Back up",
      does: () => post("/backup"),
    });
    /** @type {import("../parts/backup-list.js").BackupList | null} */ (this.querySelector("backup-list"))?.reload();
  }
}

/** @param {import("../app/rights.js").Me} me */
const said = (me) => ({
  Name: me.name,
  Mail: me.mail,
  Roles: standing(me),
  Groups: me.groups,
  May: me.permissions.filter((it) => it !== "anyone" && it !== "known").map((it) => (me.teams[it] ? `${it} for ${me.teams[it].join(", ")}` : it)),
  Id: me.id,
});

customElements.define("page-settings", Settings);

// Who may do what: roles of groups and people, and who has signed in from elsewhere.
import { Element, html, nothing } from "../app/element.js";
import { get, patch, post, remove } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { ask } from "./ask.js";
import { moment } from "./marks.js";
import { empty, lines, shown } from "./states.js";

/** @typedef {{ id: string, role: string, person?: string, name?: string, group?: string, team?: string, state: string, proposedBy: string, proposedAt: string, confirmedBy?: string, until?: string }} Grant */
/** @typedef {{ id: string, name: string, mail?: string, groups: string[], active: boolean, lastSignIn?: string }} Account */

const ROLES = [
  { value: "viewer", says: "viewer: looks" },
  { value: "operator", says: "operator: owners, tags, declared lists, sources" },
  { value: "policy-admin", says: "policy admin: policies, exceptions" },
  { value: "auditor", says: "auditor: looks, also at the audit log" },
  { value: "ca-officer", says: "CA officer: keys of authorities; a second administrator confirms" },
  { value: "administrator", says: "administrator: everything but keys of authorities; a second one confirms" },
];

class AccessPanel extends Element {
  static properties = { person: { attribute: false } };

  constructor() {
    super();
    /** Who is looking: they cannot confirm what they proposed. */ this.person = "";
    /** @type {Resource<{ items: Grant[] }>} */ this.grants = new Resource(this);
    /** @type {Resource<{ items: Account[] }>} */ this.accounts = new Resource(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.grants.load((signal) => get("/grants", { signal }));
    this.accounts.load((signal) => get("/accounts", { signal }));
  }

  render() {
    return html`<section class="card">
        <header><h2>Who may do what</h2><button class="primary" data-may="administer" @click=${() => this.give()}>Give a role…</button></header>
        ${shown(this.grants, ({ items }) => this.grantTable(items), lines(3))}
      </section>
      <section class="card below">
        <header><h2>Who has signed in</h2></header>
        ${shown(this.accounts, ({ items }) => this.accountTable(items), lines(3))}
      </section>`;
  }

  /** @param {Grant[]} items */
  grantTable(items) {
    if (items.length === 0) return empty("No role was given yet.", "People who sign in at your provider see nothing until they, or a group of theirs, have one.");
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Who</th><th scope="col">Role</th><th scope="col">For</th><th scope="col" class="wide">Given</th><th scope="col"><span class="only-spoken">Change</span></th></tr></thead>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td>${it.group ? html`<span class="faint">group</span> <b>${it.group}</b>` : html`<b>${it.name ?? it.person}</b>`}</td>
            <td>${it.role.replace("-", " ")}</td>
            <td>${it.team ?? html`<span class="faint">all teams</span>`}</td>
            <td class="wide">${it.state === "proposed" ? html`proposed by ${it.proposedBy}, waits until ${it.until ? moment(it.until) : nothing}` : html`by ${it.proposedBy}${it.confirmedBy !== it.proposedBy ? html` and ${it.confirmedBy}` : nothing}, ${moment(it.proposedAt)}`}</td>
            <td class="number">
              ${it.state === "proposed" && it.proposedBy !== this.person ? html`<button data-may="administer" @click=${() => this.confirm(it)}>Confirm…</button>` : nothing}
              <button class="quiet" data-may="administer" aria-label=${`Take the role ${it.role} from ${holder(it)}`} @click=${() => this.take(it)}>Take away</button>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {Account[]} items */
  accountTable(items) {
    if (items.length === 0) return empty("Nobody yet.", html`People sign in at the provider that <code>oidc.issuer</code> names.`);
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Name</th><th scope="col" class="wide">Groups</th><th scope="col">Last</th><th scope="col"><span class="only-spoken">Change</span></th></tr></thead>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td><b>${it.name}</b> <span class="faint">${it.mail}</span>${it.active ? nothing : html` <span class="chip">kept out</span>`}</td>
            <td class="wide">${it.groups.join(", ")}</td>
            <td>${it.lastSignIn ? moment(it.lastSignIn) : html`<span class="faint">never</span>`}</td>
            <td class="number"><button class="quiet" data-may="administer" aria-label=${`${it.active ? "Keep out" : "Let in"} ${it.name}`} @click=${() => this.admit(it)}>${it.active ? "Keep out…" : "Let in…"}</button></td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  async give() {
    const teams = await get("/teams");
    const done = await ask({
      title: "Give a role",
      fields: [
        { name: "role", label: "Role", type: "choice", value: "viewer", options: ROLES },
        { name: "group", label: "To the group", placeholder: "platform-engineering", hint: "As your provider spells it." },
        { name: "person", label: "Or to one person", type: "choice", value: "", options: [{ value: "", says: "nobody" }, ...(this.accounts.value?.items ?? []).map((it) => ({ value: it.id, says: it.name }))] },
        { name: "team", label: "For", type: "choice", value: "", options: [{ value: "", says: "all teams" }, ...teams.items.map((/** @type {{ id: string, name: string }} */ it) => ({ value: it.id, says: `${it.name}, and what is below` }))] },
      ],
      action: "Give",
      does: ({ role, group, person, team }) => post("/grants", { role, ...(group && { group }), ...(person && { person }), ...(team && { team }) }),
    });
    if (done) this.grants.reload();
  }

  /** @param {Grant} it */
  async confirm(it) {
    const done = await ask({
      title: `Confirm the role ${it.role}`,
      text: `${it.proposedBy} wants ${holder(it)} to have it. It is in force at once.`,
      action: "Confirm",
      does: () => post(`/grants/${it.id}/confirm`),
    });
    if (done) this.grants.reload();
  }

  /** @param {Grant} it */
  async take(it) {
    const done = await ask({
      title: `Take the role ${it.role} from ${holder(it)}`,
      text: "It is gone with their next request, and so is what their tokens may by it.",
      action: "Take away",
      danger: true,
      does: async () => (await remove(`/grants/${it.id}`)) ?? true,
    });
    if (done) this.grants.reload();
  }

  /** @param {Account} it */
  async admit(it) {
    const done = await ask({
      title: it.active ? `Keep ${it.name} out` : `Let ${it.name} in again`,
      text: it.active ? "Their sessions and tokens end at once." : "They may sign in again; tokens that ended stay ended.",
      action: it.active ? "Keep out" : "Let in",
      danger: it.active,
      does: () => patch(`/accounts/${encodeURIComponent(it.id)}`, { active: !it.active }),
    });
    if (done) this.accounts.reload();
  }
}

/** @param {Grant} it */
const holder = (it) => (it.group ? `the group ${it.group}` : (it.name ?? it.person));

customElements.define("access-panel", AccessPanel);

// Teams own identities; people are in teams.
import { html, nothing } from "../app/element.js";
import { get, put, remove } from "../app/api.js";
import { Resource } from "../app/resource.js";
import { link, roll } from "../app/router.js";
import { where } from "../app/query.js";
import { slug } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { empty, lines, shown } from "../parts/states.js";
import { Page } from "./page.js";

/** @typedef {{ id: string, name: string, contact?: string, escalation?: string, parent?: string, origin?: "configuration" | "people", version: number }} Team */
/** @typedef {{ id: string, name: string, mail?: string, team?: string, version: number }} Person */

class Teams extends Page {
  constructor() {
    super();
    /** @type {Resource<{ items: Team[] }>} */ this.teams = new Resource(this);
    /** @type {Resource<{ items: Person[] }>} */ this.people = new Resource(this);
  }

  get title() {
    return "Teams";
  }

  arrived() {
    this.teams.load((signal) => get("/teams", { signal }));
    this.people.load((signal) => get("/people", { signal }));
  }

  render() {
    return html`
      ${this.head("Teams and people", {
        sub: html`<span>A team owns identities, never a single person alone. <a class="link" href=${roll("owner:none")}>What nobody owns</a>.</span>`,
        actions: html`<button data-may="administer" @click=${() => this.editPerson()}>Add a person…</button><button class="primary" data-may="administer" @click=${() => this.editTeam()}>Add a team…</button>`,
      })}
      <div class="stack">
        <section class="card"><header><h2>Teams</h2></header>${shown(this.teams, ({ items }) => this.teamTable(items), lines(5))}</section>
        <section class="card"><header><h2>People</h2></header>${shown(this.people, ({ items }) => this.personTable(items), lines(3))}</section>
      </div>
    `;
  }

  /** @param {Team[]} items */
  teamTable(items) {
    if (items.length === 0) return empty("No team yet.", "Owners of identities are chosen among the teams.");
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Team</th><th scope="col" class="wide">Contact</th><th scope="col" class="wide">When it burns</th><th scope="col"><span class="only-spoken">Change</span></th></tr></thead>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td><a href=${link("/identities", { q: where("owner", it.id) })}><b>${it.name}</b></a>${it.parent ? html` <span class="faint">in ${it.parent}</span>` : nothing}</td>
            <td class="wide">${it.contact ?? nothing}</td>
            <td class="wide">${it.escalation ?? nothing}</td>
            <td class="number nowrap">${it.origin === "configuration" ? html`<span class="faint" title="Change it in the configuration file.">configuration</span>` : this.buttons(() => this.editTeam(it), () => this.delete(`/teams/${it.id}`, it, "Only a team that owns nothing can go."), it.name)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {Person[]} items */
  personTable(items) {
    if (items.length === 0) return empty("Nobody yet.");
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Name</th><th scope="col" class="wide">Mail</th><th scope="col" class="wide">Team</th><th scope="col"><span class="only-spoken">Change</span></th></tr></thead>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td><b>${it.name}</b></td>
            <td class="wide">${it.mail ?? nothing}</td>
            <td class="wide">${this.teams.value?.items.find((team) => team.id === it.team)?.name ?? it.team ?? nothing}</td>
            <td class="number nowrap">${this.buttons(() => this.editPerson(it), () => this.delete(`/people/${it.id}`, it, "What was done in that name stays in the audit log."), it.name)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {() => void} edit @param {() => void} del @param {string} name */
  buttons(edit, del, name) {
    return html`<button class="quiet" data-may="administer" aria-label=${`Edit ${name}`} @click=${edit}>Edit</button><button class="quiet" data-may="administer" aria-label=${`Delete ${name}`} @click=${del}>Delete</button>`;
  }

  /** @param {Team} [it] */
  async editTeam(it) {
    const parents = [{ value: "", says: "no other" }, ...(this.teams.value?.items ?? []).filter((one) => one.id !== it?.id).map((one) => ({ value: one.id, says: one.name }))];
    const done = await ask({
      title: it ? `Edit ${it.name}` : "Add a team",
      fields: [
        { name: "name", label: "Name", value: it?.name, required: true },
        { name: "contact", label: "Contact", value: it?.contact, placeholder: "payments@example.com", hint: "Where findings go." },
        { name: "escalation", label: "When it burns", value: it?.escalation, placeholder: "on-call@example.com", hint: "Where they go when nobody answers." },
        { name: "parent", label: "Part of", type: "choice", value: it?.parent ?? "", options: parents },
      ],
      action: it ? "Save" : "Add",
      does: (values) => save("/teams", it, without(values, "parent")),
    });
    if (done) this.arrived();
  }

  /** @param {Person} [it] */
  async editPerson(it) {
    const teams = [{ value: "", says: "no team" }, ...(this.teams.value?.items ?? []).map((one) => ({ value: one.id, says: one.name }))];
    const done = await ask({
      title: it ? `Edit ${it.name}` : "Add a person",
      fields: [
        { name: "name", label: "Name", value: it?.name, required: true },
        { name: "mail", label: "Mail", type: "email", value: it?.mail },
        { name: "team", label: "Team", type: "choice", value: it?.team ?? "", options: teams },
      ],
      action: it ? "Save" : "Add",
      does: (values) => save("/people", it, without(values, "team")),
    });
    if (done) this.arrived();
  }

  /** @param {string} path @param {Team | Person} it @param {string} consequence */
  async delete(path, it, consequence) {
    const done = await ask({ title: `Delete ${it.name}`, text: consequence, action: "Delete", danger: true, does: () => remove(path, tagOf(it)) });
    if (done) this.arrived();
  }
}

/**
 * The id of somebody new is made of the name, once.
 * @param {string} path @param {{ id: string, version: number } | undefined} before @param {{ name: string }} values
 */
const save = (path, before, values) => put(`${path}/${before?.id ?? slug(values.name)}`, values, before && tagOf(before));

/** What is empty is not sent. @param {Record<string, string>} values @param {string} name @returns {any} */
const without = ({ ...values }, name) => {
  if (!values[name]) delete values[name];
  return values;
};

/** @param {{ version: number }} it */
const tagOf = (it) => `"${it.version}"`;

customElements.define("page-teams", Teams);

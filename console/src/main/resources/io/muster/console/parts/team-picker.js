// Whose figures a page shows: all that one may see, or those of a team and of the teams below it.
import { Element, html, nothing } from "../app/element.js";
import { get } from "../app/api.js";
import { adjust } from "../app/router.js";
import { Resource } from "../app/resource.js";

/** @typedef {{ id: string, name: string, parent?: string }} Team */

/** Teams in the order in which a tree is read, each with how deep it is. @param {Team[]} teams */
function asTree(teams) {
  const known = new Set(teams.map((it) => it.id));
  /** @type {{ team: Team, depth: number }[]} */ const rows = [];
  const add = (/** @type {Team} */ team, /** @type {number} */ depth) => {
    if (rows.some((it) => it.team === team)) return;
    rows.push({ team, depth });
    for (const it of teams) if (it.parent === team.id) add(it, depth + 1);
  };
  for (const it of teams) if (!it.parent || !known.has(it.parent)) add(it, 0);
  return rows;
}

/** `id` and all below it. @param {Team[]} teams @param {string} id */
export function below(teams, id) {
  const ids = [id];
  for (let i = 0; i < ids.length; i++) for (const it of teams) if (it.parent === ids[i] && !ids.includes(it.id)) ids.push(it.id);
  return ids;
}

/** Tells by `teams` which there are, once it knows them. */
class TeamPicker extends Element {
  /** @type {Record<PropertyKey, object>} */
  static properties = { team: {} };

  constructor() {
    super();
    this.team = "";
    /** @type {Resource<Team[]>} */ this.teams = new Resource(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.teams.load((signal) =>
      get("/teams", { signal }).then(({ items }) => {
        this.dispatchEvent(new CustomEvent("teams", { detail: items }));
        return items;
      }),
    );
  }

  render() {
    const teams = this.teams.value ?? [];
    if (teams.length === 0) return nothing;
    return html`<label class="picker">Team
      <select @change=${(/** @type {any} */ event) => adjust({ team: event.target.value })}>
        <option value="" ?selected=${!this.team}>all</option>
        ${asTree(teams).map(({ team, depth }) => html`<option value=${team.id} ?selected=${team.id === this.team}>${"\u2007\u2007".repeat(depth)}${team.name}</option>`)}
      </select>
    </label>`;
  }
}

customElements.define("team-picker", TeamPicker);

// Which rules are in force, and what another version of a policy would change before it is.
import { html, nothing } from "../app/element.js";
import { get, post, putText } from "../app/api.js";
import { Resource, asProblem } from "../app/resource.js";
import { adjust, link } from "../app/router.js";
import { where } from "../app/query.js";
import { number } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { differences } from "../parts/differences.js";
import { moment, severity } from "../parts/marks.js";
import { empty, lines, refused, shown } from "../parts/states.js";
import { Page } from "./page.js";

/** @typedef {import("../app/types.js").Severity} Severity */
/** @typedef {{ number: number, digest: string, rules: number, author: string, at: string }} Version */
/** @typedef {{ name: string, description: string, shipped: boolean, inForce: string, newest?: Version, rules: number, open: number }} Policy */
/** @typedef {{ id: string, severity: Severity, title: string, remedy: string, open: number }} Rule */
/** @typedef {{ name: string, description: string, version: string, inForce: string, digest: string, text: string, rules: Rule[] }} One */
/** @typedef {import("../parts/differences.js").Difference} Difference */
/** @typedef {{ newlyBroken: Difference[], newlyPassing: Difference[], newlyRefused: Difference[], more: Record<string, number>, rules: { rule: string, change: string, newlyBroken: number, newlyPassing: number }[], judged: number }} Diff */
/** @typedef {{ id: string, policy: string, version: string, past?: boolean, diff: Diff }} Preview */
/** @typedef {{ number: number, version: string, at: string, actor: string, preview: { id: string, newlyBroken: number, newlyPassing: number } }} Activation */

class PolicyPage extends Page {
  static properties = { ...Page.properties, text: { state: true }, preview: { state: true }, busy: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {Resource<{ items: Policy[] }>} */ this.policies = new Resource(this);
    /** @type {Resource<One>} */ this.one = new Resource(this);
    /** @type {Resource<{ items: Activation[] }>} */ this.history = new Resource(this);
    /** @type {Resource<{ items: Version[] }>} */ this.versions = new Resource(this);
    /** @type {Resource<{ judged: { total: number, judged: number } }>} */ this.inForce = new Resource(this);
    /** What is being written; undefined while nobody writes. @type {string | undefined} */ this.text = undefined;
    /** @type {Preview | undefined} */ this.preview = undefined;
    this.busy = "";
    /** @type {import("../app/api.js").Problem | undefined} */ this.problem = undefined;
    this.asked = "";
  }

  get title() {
    return "Policy";
  }

  get name() {
    return this.at.query.get("policy") ?? "baseline";
  }

  arrived() {
    const version = this.at.query.get("version") ?? "";
    const asked = `${this.name} ${version}`;
    if (asked === this.asked) return;
    this.asked = asked;
    this.text = undefined;
    this.preview = undefined;
    this.problem = undefined;
    this.one.forget();
    this.again();
  }

  again() {
    const path = `/policies/${encodeURIComponent(this.name)}`;
    this.policies.load((signal) => get("/policies", { signal }));
    this.one.load((signal) => get(path, { signal, query: { version: this.at.query.get("version") } }));
    this.history.load((signal) => get(`${path}/activations`, { signal, query: { limit: 20 } }));
    this.versions.load((signal) => get(`${path}/versions`, { signal, query: { limit: 50 } }));
    this.follow();
  }

  /** How far everything is judged again; asked for again until it is. */
  async follow() {
    await this.inForce.load((signal) => get("/policy", { signal }));
    const judged = this.inForce.value?.judged;
    clearTimeout(this.timer);
    if (judged && judged.judged < judged.total && this.isConnected) this.timer = setTimeout(() => this.follow(), 2000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  render() {
    return html`
      ${this.head("Policy", {
        sub: html`<span>What is in force is what everything is judged by. Another version is tried first, and shows what it would break.</span>`,
        actions: html`<button data-may="policy" @click=${() => this.add()}>Add a policy…</button>`,
      })}
      ${this.progress()}
      <div class="stack">
        <section class="card"><header><h2>Policies</h2></header>${shown(this.policies, ({ items }) => this.policyTable(items), lines(8))}</section>
        ${shown(this.one, (it) => this.policy(it), lines(6))}
      </div>
    `;
  }

  progress() {
    const judged = this.inForce.value?.judged;
    if (!judged || judged.judged >= judged.total) return nothing;
    return html`<p class="card under-way" role="status">
      <span class="progress"><progress max=${judged.total} value=${judged.judged} aria-label="Judged again"></progress> ${number(judged.judged)} of ${number(judged.total)} judged again</span>
    </p>`;
  }

  /** @param {Policy[]} items */
  policyTable(items) {
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Policy</th><th scope="col">In force</th><th scope="col" class="wide number">Rules</th><th scope="col" class="number">Open</th><th scope="col" class="wide">Newest version</th></tr></thead>
      <tbody>
        ${items.map(
          (it) => html`<tr aria-current=${it.name === this.name ? "true" : nothing}>
            <td><a href=${link("/policy", { policy: it.name })}><b>${it.name}</b></a></td>
            <td>${it.inForce === "off" ? html`<span class="faint">off</span>` : html`<span class="good">${it.inForce === "shipped" ? "as shipped" : `version ${it.inForce}`}</span>`}</td>
            <td class="wide number">${number(it.rules)}</td>
            <td class="number">${it.inForce === "off" ? nothing : number(it.open)}</td>
            <td class="wide">${it.newest ? html`${it.newest.number} <span class="faint">by ${it.newest.author} ${moment(it.newest.at)}</span>` : html`<span class="faint">none of yours</span>`}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {One} it */
  policy(it) {
    return html`
      <section class="card">
        <header>
          <h2>${it.name} <span class="faint">${it.version === "shipped" ? "as shipped" : `version ${it.version}`}${it.version === it.inForce ? ", in force" : nothing}</span></h2>
          <div class="actions">
            ${this.versionChoice(it)}
            ${this.text === undefined ? html`<button data-may="policy" @click=${() => (this.text = it.text)}>Edit</button>` : nothing}
            ${it.version === it.inForce ? html`<button ?disabled=${this.busy !== ""} @click=${() => this.tryOut("off")}>Try without it</button>` : html`<button class="primary" ?disabled=${this.busy !== ""} @click=${() => this.tryOut(it.version)}>Try</button>`}
          </div>
        </header>
        <p class="soft">${it.description}</p>
        ${this.busy ? html`<p role="status" class="soft">${this.busy}</p>` : nothing}
        ${this.problem ? refused(this.problem) : nothing}
        ${this.text === undefined ? nothing : this.editor()}
      </section>
      ${this.preview ? this.previewed(this.preview) : nothing}
      <section class="card"><header><h2>Rules</h2></header>${this.rules(it)}</section>
      <section class="card"><header><h2>What was in force</h2></header>${shown(this.history, ({ items }) => this.activations(items), lines(3))}</section>
    `;
  }

  /** @param {One} it */
  versionChoice(it) {
    const kept = this.versions.value?.items ?? [];
    const shipped = this.policies.value?.items.find((one) => one.name === it.name)?.shipped;
    if (kept.length + (shipped ? 1 : 0) < 2) return nothing;
    return html`<label><span class="only-spoken">Version</span>
      <select @change=${(/** @type {Event} */ event) => adjust({ version: /** @type {HTMLSelectElement} */ (event.target).value })}>
        ${shipped ? html`<option value="shipped" ?selected=${it.version === "shipped"}>as shipped</option>` : nothing}
        ${kept.map((one) => html`<option value=${String(one.number)} ?selected=${it.version === String(one.number)}>version ${one.number}</option>`)}
      </select>
    </label>`;
  }

  editor() {
    return html`<label class="field">The policy, YAML
        <textarea class="policy-text" spellcheck="false" rows="24" .value=${this.text ?? ""} @input=${(/** @type {Event} */ event) => (this.text = /** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
      </label>
      <div class="buttons">
        <button @click=${() => (this.text = undefined)}>Cancel</button>
        <button class="primary" ?disabled=${this.busy !== ""} @click=${() => this.keep()}>Keep as a new version, and try it</button>
      </div>`;
  }

  /** @param {Preview} it */
  previewed(it) {
    const { diff } = it;
    const broken = diff.newlyBroken.length + diff.more.newlyBroken;
    const passing = diff.newlyPassing.length + diff.more.newlyPassing;
    const what = it.version === "off" ? `without ${it.policy}` : `${it.policy} ${it.version === "shipped" ? "as shipped" : `version ${it.version}`}`;
    return html`<section class="card preview" aria-live="polite">
      <header>
        <h2>What ${what} ${it.past ? "was known to change" : "would change"}</h2>
        ${it.past ? nothing : html`<div class="actions"><button class=${broken > 0 ? "danger" : "primary"} ?disabled=${this.busy !== ""} @click=${() => this.activate(it)}>${it.version === "off" ? "Take it out of force…" : "Put it in force…"}</button></div>`}
      </header>
      <p>${diff.rules.length === 0 ? "No rule asks anything else." : html`<b>${number(broken)}</b> newly broken, <b>${number(passing)}</b> newly passing, of ${number(diff.judged)} judged.`}</p>
      ${differences("Newly broken", diff.newlyBroken, diff.more.newlyBroken)}
      ${differences("Newly passing", diff.newlyPassing, diff.more.newlyPassing)}
    </section>`;
  }

  /** @param {One} it */
  rules(it) {
    if (it.rules.length === 0) return empty("It has no rules.");
    return html`<table class="plain-table">
      <thead><tr><th scope="col">Severity</th><th scope="col">Rule</th><th scope="col" class="wide">What must not be</th><th scope="col" class="number">Open</th></tr></thead>
      <tbody>
        ${it.rules.map(
          (rule) => html`<tr>
            <td>${severity(rule.severity)}</td>
            <td>${rule.id}</td>
            <td class="wide">${rule.title}</td>
            <td class="number">${rule.open > 0 ? html`<a href=${link("/findings", { q: where("rule", rule.id) })}>${number(rule.open)}</a>` : html`<span class="faint">0</span>`}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {Activation[]} items */
  activations(items) {
    if (items.length === 0) return empty("Nobody has chosen yet.", "The baseline is in force as it is shipped; the others are not.");
    return html`<table class="plain-table">
      <thead><tr><th scope="col">When</th><th scope="col">Version</th><th scope="col">Who</th><th scope="col" class="wide number">Newly broken</th><th scope="col" class="wide number">Newly passing</th></tr></thead>
      <tbody>
        ${items.map((it) => html`<tr><td>${moment(it.at)}</td><td>${it.version}</td><td>${it.actor}</td><td class="wide number"><button class="quiet" aria-label=${`What version ${it.version} was known to change`} @click=${() => this.known(it)}>${number(it.preview.newlyBroken)}</button></td><td class="wide number">${number(it.preview.newlyPassing)}</td></tr>`)}
      </tbody>
    </table>`;
  }

  /** @param {Activation} it */
  known(it) {
    return this.doing("", async () => {
      const diff = await get(`/policy-previews/${it.preview.id}`);
      await this.showPreview({ id: it.preview.id, policy: this.name, version: it.version, past: true, diff });
    });
  }

  /** @param {Preview} preview */
  async showPreview(preview) {
    this.preview = preview;
    await this.updateComplete;
    this.querySelector(".preview")?.scrollIntoView({ block: "center" });
  }

  async keep() {
    await this.doing("Keeping it…", async () => {
      const kept = await putText(`/policies/${encodeURIComponent(this.name)}`, this.text ?? "", "application/yaml");
      this.text = undefined;
      this.asked = `${this.name} ${kept.number}`;
      adjust({ version: String(kept.number) });
      await this.tried(String(kept.number));
    });
  }

  /** @param {string} version */
  tryOut(version) {
    return this.doing("Judging everything by it as well…", () => this.tried(version));
  }

  /** @param {string} version */
  async tried(version) {
    this.busy = "Judging everything by it as well…";
    const preview = await post(`/policies/${encodeURIComponent(this.name)}/preview`, { version });
    this.asked = `${this.name} ${version === "off" ? (this.at.query.get("version") ?? "") : version}`;
    this.again();
    await this.showPreview(preview);
  }

  /** @param {string} says @param {() => Promise<unknown>} work */
  async doing(says, work) {
    this.busy = says;
    this.problem = undefined;
    try {
      await work();
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.busy = "";
  }

  /** @param {Preview} it */
  async activate(it) {
    const done = await ask({
      title: it.version === "off" ? `Take ${it.policy} out of force` : `Put ${it.policy} ${it.version} in force`,
      text: "Everything is judged again, on all nodes. What it was known to change is kept with it.",
      action: it.version === "off" ? "Take out of force" : "Put in force",
      does: () => post(`/policies/${encodeURIComponent(it.policy)}/activate`, { version: it.version, preview: it.id }),
    });
    if (done) {
      this.preview = undefined;
      this.again();
    }
  }

  async add() {
    const done = await ask({
      title: "Add a policy",
      text: "It is kept as its first version, and is not in force.",
      fields: [{ name: "text", label: "The policy, YAML", type: "area", required: true, placeholder: "policy: shop\nversion: 1\n…" }],
      action: "Keep",
      does: ({ text }) => putText(`/policies/${encodeURIComponent(/^policy:\s*["']?([\w-]+)/m.exec(text)?.[1] ?? "unnamed")}`, text, "application/yaml"),
    });
    if (done) adjust({ policy: done.policy, version: "" });
  }
}

customElements.define("page-policy", PolicyPage);

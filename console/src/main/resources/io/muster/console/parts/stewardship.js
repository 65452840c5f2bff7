// On the page of an identity: who may own it, and what makes it risky.
import { Element, html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { asProblem, Resource } from "../app/resource.js";
import { number } from "../app/words.js";
import { because, confidence } from "./candidates.js";
import { empty, refused, shown } from "./states.js";

/** @typedef {import("./candidates.js").Candidate} Candidate */
/** @typedef {{ id: string, title: string, points: number, most: number, because: string }} Factor */

/** Says `owned` when a candidate was accepted. */
class OwnerCandidates extends Element {
  static properties = { identity: {}, problem: { state: true } };

  constructor() {
    super();
    this.identity = "";
    /** @type {import("../app/api.js").Problem | undefined} */ this.problem = undefined;
    /** @type {Resource<{ items: Candidate[] }>} */ this.candidates = new Resource(this);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("identity") && this.identity) this.candidates.load((signal) => get(`/identities/${this.identity}/owner-candidates`, { signal }));
  }

  render() {
    return html`${this.problem ? refused(this.problem) : nothing}${shown(this.candidates, ({ items }) => (items.length === 0 ? empty("Nothing speaks for anybody.") : this.table(items)))}`;
  }

  /** @param {Candidate[]} items */
  table(items) {
    return html`<table class="plain-table">
      <caption class="only-spoken">Who may own it</caption>
      <tbody>
        ${items.map(
          (it) => html`<tr>
            <td><b>${it.name}</b> ${confidence(it)}<div class="soft">${because(it)}</div></td>
            <td class="number"><button aria-label=${`${it.name} owns it`} @click=${() => this.accept(it)}>Accept</button></td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {Candidate} it */
  async accept(it) {
    try {
      await post(`/identities/${this.identity}/owner-candidates/accept`, { team: it.team });
      this.tell("owned", it.team);
    } catch (error) {
      this.problem = asProblem(error);
    }
  }
}

class RiskFactors extends Element {
  static properties = { identity: {} };

  constructor() {
    super();
    this.identity = "";
    /** @type {Resource<{ score: number, factors: Factor[] }>} */ this.risk = new Resource(this);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("identity") && this.identity) this.risk.load((signal) => get(`/identities/${this.identity}/risk`, { signal }));
  }

  render() {
    return shown(this.risk, ({ score, factors }) =>
      factors.length === 0
        ? empty("It is gone, or somebody else's.")
        : html`<p class="soft"><b>${score}</b> of 100</p>
            <table class="plain-table">
              <caption class="only-spoken">What makes it risky</caption>
              <thead><tr><th scope="col">Factor</th><th scope="col" class="number">Adds</th></tr></thead>
              <tbody>
                ${factors.map(
                  (it) => html`<tr>
                    <td>${it.title}<div class="soft">${it.because}</div></td>
                    <td class="number nowrap">${number(Math.round(10 * it.points) / 10)} <span class="faint">of ${number(it.most)}</span></td>
                  </tr>`,
                )}
              </tbody>
            </table>`,
    );
  }
}

customElements.define("owner-candidates", OwnerCandidates);
customElements.define("risk-factors", RiskFactors);

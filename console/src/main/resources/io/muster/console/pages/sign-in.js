// The way in: a link that works once. Its code stands after the `#`, where no server and no log sees it.
import { html, nothing } from "../app/element.js";
import { get, post } from "../app/api.js";
import { asProblem } from "../app/resource.js";
import { open } from "../app/router.js";
import { refused } from "../parts/states.js";
import { Page } from "./page.js";

/** Why the provider's answer let nobody in; the server's log has the reason. @type {Record<string, string>} */
const FAILURES = {
  stale: "The answer came too late, or belongs to another window. Try again.",
  refused: "The provider's answer was not accepted. Whoever runs this server finds the reason in its log.",
  excluded: "Your account is kept out. An administrator can let you in again.",
  unavailable: "The provider cannot be reached now. Try again in a moment.",
};

class SignIn extends Page {
  static properties = { problem: { state: true }, busy: { state: true }, provider: { state: true } };

  constructor() {
    super();
    /** @type {import("../app/api.js").Problem | undefined} */ this.problem = undefined;
    this.busy = false;
    /** Where people sign in, when there is such a place. @type {string | undefined} */ this.provider = undefined;
  }

  get title() {
    return "Sign in";
  }

  connectedCallback() {
    super.connectedCallback();
    // A second link, opened while this page is shown, changes nothing but what stands after the `#`.
    addEventListener("hashchange", this.look);
    this.look();
    get("/sign-in").then(({ provider }) => (this.provider = provider), () => {});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.look);
  }

  look = () => {
    const code = new URLSearchParams(location.hash.slice(1)).get("code") ?? location.hash.slice(1);
    // The code leaves the address bar before anything else happens.
    history.replaceState(history.state, "", location.pathname + location.search);
    if (code) this.enter(code);
  };

  /** @param {string} code */
  async enter(code) {
    this.busy = true;
    this.problem = undefined;
    try {
      await post("/sign-in", { code });
      open(this.to);
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.busy = false;
  }

  /** Where one wanted to go; only ever a path of this console. */
  get to() {
    const to = this.at.query.get("to") ?? "/";
    return /^\/(?![/\\])/.test(to) && !to.startsWith("/sign-in") ? to : "/";
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const given = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("code")).trim();
    this.enter(given.includes("#") ? given.slice(given.indexOf("#") + 1).replace(/^code=/, "") : given);
  }

  render() {
    const failed = FAILURES[this.at.query.get("failed") ?? ""];
    return html`<div class="sign-in card">
      <p class="brand" aria-hidden="true">m<i>u</i>ster</p>
      <h1 tabindex="-1">Sign in</h1>
      ${this.busy ? html`<p class="soft" role="status">One moment…</p>` : nothing}
      ${this.problem ? refused(this.problem) : nothing}
      ${failed ? html`<div class="refused" role="alert"><strong>Not signed in</strong><p>${failed}</p></div>` : nothing}
      ${this.provider ? html`<p><a class="button primary" href="/api/v1/sign-in/oidc">Sign in with ${this.provider}</a></p>` : nothing}
      <p class="soft">Open the link that <code>muster serve</code> printed. Each works once, for 10 minutes; <code>muster sign-in</code>, on the machine of the server, prints another.</p>
      <form @submit=${this.submit}>
        <label class="field">Or paste the link or its code here <input name="code" required autocomplete="off" spellcheck="false" /></label>
        <button class="primary" ?disabled=${this.busy}>Sign in</button>
      </form>
    </div>`;
  }
}

customElements.define("page-sign-in", SignIn);

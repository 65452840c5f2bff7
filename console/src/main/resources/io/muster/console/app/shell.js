// The frame around every page: navigation, search, and who is looking.
import { Element, html, nothing } from "./element.js";
import { statistics } from "./answers.js";
import { get, post, session } from "./api.js";
import { Keys, known } from "./keys.js";
import { connect, disconnect, Listening } from "./live.js";
import { drop, hold, standing } from "./rights.js";
import { adjust, here, link, open, router, start } from "./router.js";
import { apply } from "./theme.js";
import { number } from "./words.js";
import "../parts/query-bar.js";

const SECTIONS = [
  { title: "", links: [["/", "Overview", "o"], ["/roll", "Roll", "r"], ["/identities", "Identities", "i"], ["/findings", "Findings", "f"], ["/relationships", "Relationships", "l"]] },
  { title: "Discover", links: [["/sources", "Sources", "s"], ["/declared", "Declared", "d"]] },
  { title: "Govern", links: [["/posture", "Posture", "y"], ["/rehearsal", "Rehearsal", "h"], ["/quantum", "Post-quantum", "q"], ["/policy", "Policy", "p"], ["/exceptions", "Exceptions", "e"], ["/alerts", "Alerts", "n"], ["/ownership", "Ownership", "w"], ["/reviews", "Reviews", "v"], ["/compliance", "Compliance", "c"], ["/teams", "Teams", "t"], ["/audit", "Audit log", "a"]] },
  { title: "Console", links: [["/health", "Self-check", "k"], ["/settings", "Settings", ","]] },
];

/** What a section needs, where it is more than to be signed in. @type {Record<string, string>} */
const NEEDS = { "/": "read", "/roll": "read", "/identities": "read", "/findings": "read", "/relationships": "read", "/sources": "read-all", "/posture": "read", "/ownership": "read", "/rehearsal": "read", "/quantum": "read", "/declared": "read", "/reviews": "read", "/teams": "read", "/audit": "audit-all" };

class Shell extends Element {
  static properties = {
    at: { state: true },
    signedIn: { state: true },
    figures: { state: true },
    menu: { state: true },
    connected: { state: true },
  };

  constructor() {
    super();
    this.at = here();
    /** @type {any} */ this.signedIn = undefined;
    /** @type {import("./types.js").Statistics | undefined} */ this.figures = undefined;
    this.menu = false;
    this.connected = true;
    /** @type {HTMLElement | undefined} */ this.measured = undefined;
    /** The element of the page, and what it stands for. @type {{ key: string, element: any } | undefined} */ this.shown = undefined;
    new Keys(this, [
      { key: "/", does: "goes to the search field", run: () => /** @type {any} */ (this.querySelector("query-bar"))?.focusField() },
      { key: "?", does: "shows these keys", run: () => this.showKeys() },
      ...SECTIONS.flatMap((it) => it.links).map(([path, title, letter]) => ({
        key: `g ${letter}`,
        does: `opens ${title.toLowerCase()}`,
        run: () => open(path),
      })),
    ]);
    new Listening(this, "connection", (it) => (this.connected = it));
    router.addEventListener("moved", (event) => this.move(/** @type {CustomEvent} */ (event).detail));
    session.addEventListener("signed-out", () => this.signOut());
  }

  connectedCallback() {
    super.connectedCallback();
    apply();
    start();
    this.enter();
    this.move({});
  }

  updated() {
    const top = /** @type {HTMLElement | null} */ (this.querySelector(".top"));
    if (!top || this.measured === top) return;
    this.measured = top;
    // The head of a long table sticks below the search field, however many lines that has.
    new ResizeObserver(() =>
      document.documentElement.style.setProperty("--head-top", `${top.offsetHeight}px`),
    ).observe(top);
  }

  showKeys() {
    /** @type {HTMLDialogElement | null} */ (this.querySelector("dialog.help"))?.showModal();
  }

  /** Who is looking, and the figures in the navigation. The page itself does not wait for either. */
  async enter() {
    if (this.at.route.page === "sign-in") return;
    try {
      this.signedIn = await get("/me");
      hold(this.signedIn);
      connect();
      this.figures = statistics(await get("/statistics"));
    } catch {
      // Nobody is signed in, and `signed-out` was told; or the page says itself what is wrong.
    }
  }

  signOut() {
    this.signedIn = undefined;
    drop();
    disconnect();
    if (this.at.route.page === "sign-in") return;
    open(link("/sign-in", { to: location.pathname + location.search }));
  }

  /** @param {{ scrolled?: number }} how */
  async move(how) {
    const from = this.at;
    const at = here();
    await import(`../pages/${at.route.page}.js`);
    const entered = from.route.page === "sign-in" && at.route.page !== "sign-in" && !this.signedIn;
    this.at = at;
    this.menu = false;
    if (entered) this.enter();
    await this.updateComplete;
    const page = this.querySelector("main > *");
    if (how.scrolled === undefined || !page) return;
    await /** @type {any} */ (page).updateComplete;
    scrollTo({ top: how.scrolled });
    if (from.path !== at.path) page.querySelector("h1")?.focus({ preventScroll: true });
  }

  render() {
    if (this.at.route.page === "sign-in") return html`<main class="alone">${this.page()}</main>`;
    return html`
      <a class="skip" href="#page">Skip to the page</a>
      ${this.navigation()}
      <div class="page-column">
        <div class="top">
          <button class="menu-button" aria-expanded=${this.menu} aria-controls="navigation" @click=${() => (this.menu = !this.menu)}>
            <span aria-hidden="true">☰</span><span class="only-spoken">Menu</span>
          </button>
          <query-bar
            .query=${this.at.query.get("q") ?? ""}
            .subject=${this.at.route.searches ?? "credentials"}
            @type-query=${(/** @type {CustomEvent} */ event) => this.typed(event.detail)}
            @submit-query=${(/** @type {CustomEvent} */ event) => this.submitted(event.detail)}
          ></query-bar>
        </div>
        <main id="page" @click=${() => (this.menu = false)}>${this.page()}</main>
      </div>
      ${help()}
    `;
  }

  /** The page's element, kept while only its query changes. */
  page() {
    const { route, path } = this.at;
    const name = `page-${route.page}`;
    const key = name + path;
    if (this.shown?.key !== key && customElements.get(name)) {
      this.shown = { key, element: document.createElement(name) };
    }
    if (!this.shown) return nothing;
    if (this.shown.key === key) this.shown.element.at = this.at;
    return this.shown.element;
  }

  navigation() {
    const { section } = this.at.route;
    return html`<nav class="navigation ${this.menu ? "open" : ""}" id="navigation" aria-label="Main">
      <a class="brand" href="/">m<i>u</i>ster</a>
      ${SECTIONS.map(
        ({ title, links }) => html`
          ${title ? html`<h2>${title}</h2>` : nothing}
          <ul>
            ${links.map(
              ([path, name]) => html`<li data-may=${NEEDS[path] ?? nothing}>
                <a href=${path} aria-current=${section === path ? "page" : nothing}>${name} ${this.figure(path)}</a>
              </li>`,
            )}
          </ul>
        `,
      )}
      <footer>
        ${this.signedIn
          ? html`<p class="who"><b>${this.signedIn.name}</b> <small>${standing(this.signedIn)}</small></p>
              <span class="live ${this.connected ? "" : "lost"}">${this.connected ? "live" : "connecting again…"}</span>
              <button class="quiet" @click=${() => post("/sign-out").catch(() => {}).finally(() => this.signOut())}>Sign out</button>`
          : nothing}
        <button class="quiet" @click=${() => this.showKeys()}>Keys <kbd>?</kbd></button>
      </footer>
    </nav>`;
  }

  /** @param {string} path */
  figure(path) {
    if (!this.figures) return nothing;
    if (path === "/roll") return html`<span>${number(this.figures.credentials.total)}</span>`;
    if (path === "/identities") return html`<span>${number(this.figures.identities.total)}</span>`;
    const urgent = this.figures.findings.critical;
    return path === "/findings" && urgent > 0
      ? html`<span class="urgent">${number(urgent)}<span class="only-spoken"> critical</span></span>`
      : nothing;
  }

  /** @param {string} query */
  typed(query) {
    if (this.at.route.searches) adjust({ q: query });
  }

  /** @param {string} query */
  submitted(query) {
    if (this.at.route.searches) adjust({ q: query });
    else open(link("/roll", { q: query }));
  }
}

const help = () => html`<dialog class="help" aria-labelledby="keys-title">
  <form method="dialog">
    <h2 id="keys-title">Keys</h2>
    <dl>
      ${known().map(
        (it) => html`<div><dt>${it.key.split(" ").map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${it.does}</dd></div>`,
      )}
    </dl>
    <button>Close</button>
  </form>
</dialog>`;

customElements.define("muster-shell", Shell);

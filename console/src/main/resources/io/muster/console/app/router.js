// The address bar always tells where one is. Each page is a module that is fetched when it is first opened.

/**
 * @typedef {object} Route
 * @property {RegExp} path
 * @property {string} page the module in pages/ and the element `page-…` that it defines
 * @property {string} [section] the entry of the navigation that it belongs to
 * @property {string} [searches] what the search field filters here; elsewhere it opens the roll
 */

/** @type {Route[]} */
export const ROUTES = [
  { path: /^\/$/, page: "overview", section: "/" },
  { path: /^\/roll$/, page: "roll", section: "/roll", searches: "credentials" },
  { path: /^\/credentials\/(?<id>[^/]+)$/, page: "credential", section: "/roll" },
  { path: /^\/identities$/, page: "identities", section: "/identities", searches: "identities" },
  { path: /^\/identities\/(?<id>[^/]+)$/, page: "identity", section: "/identities" },
  { path: /^\/findings$/, page: "findings", section: "/findings", searches: "findings" },
  { path: /^\/relationships$/, page: "relationships", section: "/relationships" },
  { path: /^\/radius$/, page: "radius", section: "/relationships" },
  { path: /^\/posture$/, page: "posture", section: "/posture" },
  { path: /^\/rehearsal$/, page: "rehearsal", section: "/rehearsal" },
  { path: /^\/quantum$/, page: "quantum", section: "/quantum", searches: "credentials" },
  { path: /^\/sources$/, page: "sources", section: "/sources" },
  { path: /^\/sources\/(?<id>[^/]+)$/, page: "source", section: "/sources" },
  { path: /^\/runs\/(?<id>[^/]+)$/, page: "run", section: "/sources" },
  { path: /^\/declared$/, page: "declared", section: "/declared" },
  { path: /^\/declared\/(?<id>[^/]+)$/, page: "declared-list", section: "/declared" },
  { path: /^\/alerts$/, page: "alerts", section: "/alerts" },
  { path: /^\/policy$/, page: "policy", section: "/policy" },
  { path: /^\/exceptions$/, page: "exceptions", section: "/exceptions" },
  { path: /^\/reviews$/, page: "reviews", section: "/reviews" },
  { path: /^\/reviews\/(?<id>[^/]+)$/, page: "review", section: "/reviews" },
  { path: /^\/ownership$/, page: "ownership", section: "/ownership" },
  { path: /^\/compliance$/, page: "compliance", section: "/compliance" },
  { path: /^\/compliance\/(?<id>[^/]+)$/, page: "framework", section: "/compliance" },
  { path: /^\/compliance\/(?<id>[^/]+)\/(?<control>[^/]+)$/, page: "control", section: "/compliance" },
  { path: /^\/teams$/, page: "teams", section: "/teams" },
  { path: /^\/audit$/, page: "audit", section: "/audit" },
  { path: /^\/health$/, page: "health", section: "/health" },
  { path: /^\/settings$/, page: "settings", section: "/settings" },
  { path: /^\/sign-in$/, page: "sign-in" },
];

const NOWHERE = { path: /./, page: "nowhere" };

/** Says `moved` whenever the address changed. */
export const router = new EventTarget();

/** Where the address bar is. */
export function here() {
  const path = decodeURI(location.pathname);
  for (const route of ROUTES) {
    const found = route.path.exec(path);
    if (found) return place(route, found.groups ?? {});
  }
  return place(NOWHERE, {});
}

/** @typedef {ReturnType<typeof here>} Here */

/** @param {Route} route @param {Record<string, string>} parameters */
const place = (route, parameters) => ({
  route,
  parameters: Object.fromEntries(Object.entries(parameters).map(([name, it]) => [name, decodeURIComponent(it)])),
  query: new URLSearchParams(location.search),
  path: location.pathname,
});

/** @param {string} to a path of this console */
export function open(to) {
  history.replaceState({ ...history.state, scrolled: scrollY }, "");
  history.pushState({}, "", to);
  moved({ scrolled: 0 });
}

/**
 * The same page, otherwise: filters and sorting, which are one step back and not a hundred.
 * @param {Record<string, string | null | undefined>} changes of the query; what is empty is left out
 */
export function adjust(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  history.replaceState(history.state, "", location.pathname + (text ? "?" + text : ""));
  moved({});
}

/** @param {string} path @param {Record<string, string | number | null | undefined>} [query] */
export function link(path, query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) parameters.set(name, String(value));
  const text = parameters.toString();
  return path + (text ? "?" + text : "");
}

/** The roll, filtered. @param {string} q */
export const roll = (q) => link("/roll", { q });

/** @param {{ id: string }} it */
export const toCredential = (it) => `/credentials/${encodeURIComponent(it.id)}`;

/** @param {{ id: string }} it */
export const toIdentity = (it) => `/identities/${encodeURIComponent(it.id)}`;

/** @param {{ id: string }} it */
export const toSource = (it) => `/sources/${encodeURIComponent(it.id)}`;

/** @param {{ scrolled?: number }} detail */
function moved(detail) {
  router.dispatchEvent(new CustomEvent("moved", { detail }));
}

/** A link of ours, clicked plainly, is followed without leaving the page. @param {MouseEvent} event */
function clicked(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const anchor = /** @type {Element} */ (event.target).closest?.("a[href]");
  if (!(anchor instanceof HTMLAnchorElement) || anchor.target || anchor.hasAttribute("download")) return;
  const to = new URL(anchor.href);
  if (to.origin !== location.origin || to.pathname.startsWith("/api/")) return;
  if (to.hash && to.pathname === location.pathname) return;
  event.preventDefault();
  open(to.pathname + to.search);
}

/** Begins to follow links and the browser's back and forward. */
export function start() {
  history.scrollRestoration = "manual";
  document.addEventListener("click", clicked);
  addEventListener("popstate", (event) => moved({ scrolled: event.state?.scrolled ?? 0 }));
}

// The one way to the server: /api/v1 as JSON, refusals as Problem.

const BASE = "/api/v1";

/** Where the console hears that nobody is signed in any more: `signed-out`. */
export const session = new EventTarget();

/** A refusal (RFC 9457): what happened, what to do, and the id under which the server logged it. */
export class Problem extends Error {
  /** @param {{ status: number, title: string, detail?: string, instance?: string, type?: string }} told */
  constructor(told) {
    super(told.detail || told.title);
    this.name = "Problem";
    this.status = told.status;
    this.title = told.title;
    this.detail = told.detail ?? "";
    this.type = told.type ?? "about:blank";
    this.requestId = (told.instance ?? "").replace(/^urn:uuid:/, "");
  }
}

/**
 * @typedef {object} Options
 * @property {Record<string, string | number | boolean | null | undefined>} [query] what is null or empty is left out
 * @property {unknown} [body] sent as JSON; a Blob as it is
 * @property {AbortSignal} [signal]
 * @property {string} [ifMatch] the entity tag of what is changed
 */

/** @param {string} path @param {Options} [options] */
export const get = (path, options) => call("GET", path, options).then((it) => it.value);

/**
 * With its entity tag, for a change that must not overwrite somebody else's.
 * @param {string} path @param {Options} [options]
 */
export const getTagged = (path, options) => call("GET", path, options);

/**
 * Creates or does; some things are done without a body. Repeated after a lost answer it does nothing twice: each call carries its own key.
 * @param {string} path @param {unknown} [body] @param {Options} [options]
 */
export const post = (path, body, options) =>
  call("POST", path, { ...options, body }).then((it) => it.value);

/**
 * Sends a file as it is.
 * @param {string} path @param {string} text @param {Options["query"]} query
 */
export const upload = (path, text, query) => call("POST", path, { query, body: new Blob([text]) }).then((it) => it.value);

/** Makes something under the name that its path says, or changes it. @param {string} path @param {unknown} body @param {string} [ifMatch] */
export const put = (path, body, ifMatch) => call("PUT", path, { body, ifMatch }).then((it) => it.value);

/**
 * Puts a text as it is.
 * @param {string} path @param {string} text @param {string} type
 */
export const putText = (path, text, type) => call("PUT", path, { body: new Blob([text], { type }) }).then((it) => it.value);

/** @param {string} path @param {unknown} body @param {string} [ifMatch] */
export const patch = (path, body, ifMatch) =>
  call("PATCH", path, { body, ifMatch }).then((it) => it.value);

/** @param {string} path @param {string} [ifMatch] */
export const remove = (path, ifMatch) => call("DELETE", path, { ifMatch }).then((it) => it.value);

/**
 * The address of an answer that the browser fetches by itself: a download, an event stream.
 * @param {string} path @param {Options["query"]} [query]
 */
export function address(path, query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return BASE + path + (text ? "?" + text : "");
}

/** Whether this error only says that the answer is no longer wanted. */
export const isAborted = (/** @type {unknown} */ error) =>
  error instanceof DOMException && error.name === "AbortError";

/** @param {string} method @param {string} path @param {Options} [options] */
async function call(method, path, { query, body, signal, ifMatch } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json, text/plain" };
  if (method !== "GET") headers["X-Muster-Request"] = "1";
  if (method === "POST") headers["Idempotency-Key"] = freshKey();
  if (ifMatch) headers["If-Match"] = ifMatch;
  const raw = body instanceof Blob;
  if (body !== undefined) headers["Content-Type"] = raw ? body.type || "application/octet-stream" : "application/json";
  const response = await reach(address(path, query), {
    method,
    headers,
    signal,
    credentials: "same-origin",
    body: raw ? body : body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw await refusal(response);
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const value = response.status === 204 ? undefined : isJson ? await response.json() : await response.text();
  return { value, tag: response.headers.get("ETag") ?? undefined };
}

/** @param {string} where @param {RequestInit} how */
async function reach(where, how) {
  try {
    return await fetch(where, how);
  } catch (error) {
    if (isAborted(error)) throw error;
    throw new Problem({
      status: 0,
      title: "The server does not answer",
      detail: "Check that muster serve is running and that this machine can reach it, then try again.",
    });
  }
}

/** How well the server is, as it tells anybody; an answer also when it cannot serve. @param {AbortSignal} signal */
export async function readiness(signal) {
  const response = await reach("/readyz", { headers: { Accept: "application/json" }, signal });
  const told = await response.json().catch(() => undefined);
  if (!told?.checks) throw await refusal(response);
  return told;
}

/** @param {Response} response */
async function refusal(response) {
  const told = await response.json().catch(() => ({}));
  const problem = new Problem({
    status: response.status,
    title: told.title ?? `The server answered ${response.status}`,
    detail: told.detail,
    type: told.type,
    instance: told.instance ?? response.headers.get("X-Request-Id") ?? "",
  });
  if (response.status === 401) session.dispatchEvent(new CustomEvent("signed-out", { detail: problem }));
  return problem;
}

function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join("");
}

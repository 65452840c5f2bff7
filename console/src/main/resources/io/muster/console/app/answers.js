// The API's answers as the pages read them. Where the two differ, this is the only place that knows.

/** @typedef {import("./types.js").Statistics} Statistics */
/** @typedef {import("./types.js").GraphNode} GraphNode */

/** A dossier of a credential, as one thing; its chain from the root to itself. @param {any} it @returns {import("./types.js").CredentialDetail} */
export function credentialDetail({ credential, chain, facts, ...more }) {
  const issuers = [...chain].reverse().map(({ name, notAfter, kind }) => ({ id: name.id, title: name.title, notAfter, kind }));
  const self = { id: credential.id, title: credential.subject || credential.title, notAfter: credential.notAfter };
  return {
    ...credential,
    ...more,
    facts: facts.values ?? facts,
    chain: issuers.length > 0 ? [...issuers, self] : [],
  };
}

/** A dossier of an identity, as one thing. @param {any} it @returns {import("./types.js").Identity} */
export const identityDetail = ({ identity, ...more }) => ({ ...identity, ...more });

/** The figures of the roll, as lists in the order in which they are shown. @param {any} it @returns {Statistics} */
export const statistics = (it) => ({
  credentials: {
    total: it.total.credentials ?? 0,
    byType: listed(it.types),
    byState: listed(it.states),
  },
  identities: {
    total: it.total.identities ?? 0,
    withoutOwner: amount(it.withoutOwner),
    byKind: listed(it.kinds),
  },
  places: it.total.places ?? 0,
  findings: { critical: 0, high: 0, medium: 0, low: 0, ...it.findings },
  rules: it.rules,
  expiry: it.expiry.map((/** @type {any} */ { start, bySeverity }) => ({
    week: start.slice(0, 10),
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
    ...bySeverity,
    none: (bySeverity.none ?? 0) + (bySeverity.info ?? 0),
  })),
  algorithms: listed(it.algorithms),
  strengths: listed(it.strengths),
  issuers: listed(it.issuers),
  since: it.since && {
    fresh: amount(it.since.fresh),
    gone: amount(it.since.gone),
    opened: amount(it.since.opened),
    resolved: amount(it.since.resolved),
  },
});

/** Things and the ties between them; a thing is named `credential:9f86…`. @param {any} it */
export const graph = ({ nodes, edges, isCut }) => ({
  nodes: nodes.map((/** @type {any} */ { thing, ...more }) => ({ id: named(thing), kind: thing.kind, ...more })),
  edges: edges.map((/** @type {any} */ { from, to, kind }) => ({ from: named(from), to: named(to), kind })),
  isCut: Boolean(isCut),
});

/** A signed checkpoint (C2SP tlog-checkpoint): origin, size and root on lines of their own. @param {string} note */
export function checkpoint(note) {
  const [origin, size, root] = note.split("\n");
  return { origin, size: Number(size), root };
}

/** @param {{ kind: string, id: string }} thing */
const named = ({ kind, id }) => `${kind}:${id}`;

/** A number that may be a lower bound. @param {number | { number: number }} it */
const amount = (it) => (typeof it === "number" ? it : (it?.number ?? 0));

/** The largest first. @param {Record<string, number | { number: number }>} counts */
const listed = (counts) =>
  Object.entries(counts ?? {})
    .map(([value, it]) => ({ value, count: amount(it) }))
    .filter((it) => it.count > 0)
    .sort((a, b) => b.count - a.count);

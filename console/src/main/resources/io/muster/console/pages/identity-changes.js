// What people decide about an identity. Each says first what it will do; every later scan keeps to it.
import { html } from "../app/element.js";
import { get, patch, post, Problem } from "../app/api.js";
import { open, toIdentity } from "../app/router.js";
import { count } from "../app/words.js";
import { ask } from "../parts/ask.js";
import { attributeLines, attributesOf } from "../parts/attributes.js";

/** @typedef {{ identity: import("../app/types.js").Identity, version?: string, done: () => void }} Change */

const CRITICALITIES = ["", "critical", "high", "medium", "low"].map((value) => ({ value, says: value || "not said" }));

/**
 * Only what was changed: what a person says, no rule of the configuration changes any more.
 * @param {Record<string, unknown>} before @param {Record<string, unknown>} after
 */
const changed = (before, after) =>
  Object.fromEntries(Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));

/** @param {string | undefined} by */
const hint = (by) => (by === "rule" ? "A rule of the configuration says so; what you set goes before it." : undefined);

/** The usual words, and the one that is there. @param {string | undefined} current */
const criticalities = (current) =>
  !current || CRITICALITIES.some((it) => it.value === current) ? CRITICALITIES : [...CRITICALITIES, { value: current, says: current }];

/** @param {Change} change */
export async function edit({ identity, version, done }) {
  const { items: teams } = await get("/teams");
  const owners = [{ value: "", says: "nobody" }, ...teams.map((/** @type {any} */ it) => ({ value: it.id, says: it.name }))];
  const before = {
    name: identity.name,
    owner: identity.owner?.id ?? "",
    criticality: identity.criticality ?? "",
    environment: identity.environment ?? "",
    tags: identity.tags,
    attributes: identity.attributes ?? {},
  };
  const saved = await ask({
    title: `Edit ${identity.name}`,
    fields: [
      { name: "name", label: "Name", value: identity.name, required: true, hint: "Scans do not change it any more once you did." },
      { name: "owner", label: "Owner", type: "choice", value: before.owner, options: owners, hint: hint(identity.owner?.by) },
      { name: "criticality", label: "Criticality", type: "choice", value: before.criticality, options: criticalities(identity.criticality), hint: hint(identity.criticalityBy) },
      { name: "environment", label: "Environment", value: before.environment, placeholder: "production", hint: hint(identity.environmentBy) },
      { name: "tags", label: "Tags", value: identity.tags.join(" "), hint: "Words, separated by spaces." },
      { name: "attributes", label: "Attributes", type: "area", value: attributeLines(identity.attributes ?? {}), hint: "One a line: name=value." },
    ],
    action: "Save",
    does: (it) =>
      patch(
        toApi(identity),
        changed(before, {
          name: it.name,
          owner: it.owner,
          criticality: it.criticality,
          environment: it.environment,
          tags: it.tags.split(/[\s,]+/).filter(Boolean),
          attributes: attributesOf(it.attributes),
        }),
        version,
      ),
  });
  if (saved) done();
}

/** @param {Change} change */
export async function addAlias({ identity, version, done }) {
  const saved = await ask({
    title: `Another name for ${identity.name}`,
    text: "It is found under this name too.",
    fields: [{ name: "name", label: "Name", required: true }],
    action: "Add",
    does: ({ name }) => patch(toApi(identity), { aliases: [...(identity.aliases ?? []), name] }, version),
  });
  if (saved) done();
}

/** @param {Change} change */
export async function merge({ identity, version }) {
  const into = await ask({
    title: `Merge ${identity.name}`,
    text: html`Its ${count(identity.credentials, "credential")} and everything it is known by go over to the other identity. This page then leads there. Split takes it apart again.`,
    fields: [{ name: "into", label: "Into", required: true, placeholder: "The name or the address of the other identity", hint: "Its whole name, or the address of its page." }],
    action: "Merge",
    danger: true,
    does: async ({ into }) => {
      const id = await identityNamed(into);
      await post(`${toApi(identity)}/merge`, { into: id }, { ifMatch: version });
      return { id };
    },
  });
  if (into) open(toIdentity(into));
}

/** @param {Change} change */
export async function split({ identity, version, done }) {
  const saved = await ask({
    title: `Split ${identity.name}`,
    text: "What is chosen here leaves this identity, with its credentials, and becomes one of its own.",
    fields: [
      {
        name: "anchors",
        label: "Takes along",
        type: "several",
        options: (identity.anchors ?? []).map((it, i) => ({ value: String(i), says: `${it.name}${it.realm ? ` in ${it.realm}` : ""} (${it.kind})` })),
      },
      { name: "name", label: "Name of the new one", required: true },
    ],
    action: "Split",
    danger: true,
    does: (values) => {
      const anchors = (identity.anchors ?? [])
        .filter((_, i) => values.anchors.includes(String(i)))
        .map(({ kind, realm, name }) => ({ kind, realm, name }));
      return post(`${toApi(identity)}/split`, { anchors, name: values.name }, { ifMatch: version });
    },
  });
  if (saved) done();
}

/** The id of the identity that a person means. @param {string} text */
async function identityNamed(text) {
  const id = /\/identities\/([^/?#]+)/.exec(text)?.[1];
  if (id) return id;
  const { items } = await get("/identities", { query: { q: `name:"${text.replaceAll('"', "")}"`, limit: 10 } });
  const exact = items.filter((/** @type {any} */ it) => it.name === text);
  if (exact.length === 1) return exact[0].id;
  throw new Problem({
    status: 404,
    title: exact.length === 0 ? `No identity is called ${text}` : `${exact.length} identities are called ${text}`,
    detail: "Open the page of the one you mean and copy its address here.",
  });
}

/** @param {{ id: string }} it */
const toApi = (it) => `/identities/${it.id}`;

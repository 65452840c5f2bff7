// The query language, as much of it as the console must understand to draw it and to change one term.
// The server reads queries; this never judges one.

/**
 * @typedef {object} Term
 * @property {string} text as it stands in the query
 * @property {number} start
 * @property {number} end
 * @property {boolean} negated
 * @property {string} field empty for a bare word
 * @property {string} operator `:`, `<` or `>`
 * @property {string[]} values what is meant, without quotes; several are alternatives
 */

const TERM = /(-?)(?:([A-Za-z]+)([:<>]))?((?:"[^"]*"?|[^\s"])*)/y;

/** @param {string} query @returns {Term[]} */
export function parse(query) {
  const terms = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/.test(query[at])) {
      at++;
      continue;
    }
    TERM.lastIndex = at;
    const found = TERM.exec(query);
    const text = found?.[0] || query[at];
    terms.push({
      text,
      start: at,
      end: at + text.length,
      negated: found?.[1] === "-",
      field: (found?.[2] ?? "").toLowerCase(),
      operator: found?.[3] ?? "",
      values: alternatives(found?.[4] ?? text),
    });
    at += text.length;
  }
  return terms;
}

/** Whether `field:value` is asked for. @param {string} query @param {string} field @param {string} value */
export const asksFor = (query, field, value) =>
  parse(query).some((it) => isChoice(it, field) && it.values.includes(value));

/**
 * With `value` among the choices of `field`, or without it if it was there.
 * @param {string} query @param {string} field @param {string} value
 */
export function toggle(query, field, value) {
  const term = parse(query).find((it) => isChoice(it, field));
  if (!term) return append(query, `${field}:${quoted(value)}`);
  const values = term.values.includes(value)
    ? term.values.filter((it) => it !== value)
    : [...term.values, value];
  if (values.length === 0) return without(query, term);
  return query.slice(0, term.start) + `${field}:${values.map(quoted).join("|")}` + query.slice(term.end);
}

/** @param {string} query @param {Term} term */
export const without = (query, term) =>
  (query.slice(0, term.start).trimEnd() + " " + query.slice(term.end).trimStart()).trim();

/** @param {string} query @param {string} term */
export const append = (query, term) => (query.trimEnd() + " " + term).trim();

/** A query with one term. @param {string} field @param {string} value @param {string} [operator] */
export const where = (field, value, operator = ":") => field + operator + quoted(value);

/** The terms in words, for a person: `expires < 30 d`, `not kind host or device`. @param {Term} term */
export function inWords(term) {
  const said = term.values.join(" or ") || "…";
  const not = term.negated ? "not " : "";
  if (!term.field) return `${not}‘${said}’`;
  const between = { ":": " ", "<": " < ", ">": " > " }[term.operator] ?? " ";
  return not + term.field + between + said.replace(/^(\d+)([dhwm])$/, "$1 $2");
}

/** @param {Term} term @param {string} field */
const isChoice = (term, field) => term.field === field && term.operator === ":" && !term.negated;

/** @param {string} text */
const quoted = (text) => (/[\s"|]/.test(text) ? `"${text.replaceAll('"', "")}"` : text);

/** @param {string} text */
const alternatives = (text) =>
  (text.match(/(?:"[^"]*"?|[^|"])+/g) ?? []).map((it) => it.replaceAll('"', "")).filter(Boolean);

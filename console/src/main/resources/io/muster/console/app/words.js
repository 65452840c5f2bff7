// Numbers, times and names as people say them. Pure: the present is an argument.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const NUMBER = new Intl.NumberFormat("en");
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const DAY_AND_MONTH = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "long" });

/** @param {number} n */
export const number = (n) => NUMBER.format(n);

/** @param {number} n @param {string} one @param {string} [many] */
export const count = (n, one, many = one + "s") => `${number(n)} ${n === 1 ? one : many}`;

/**
 * `4,210 rows`, or `more than 10,000 rows` where the server stopped counting.
 * @param {{ total?: number, totalIsAtLeast?: boolean }} page @param {string} one @param {string} [many]
 */
export const total = (page, one, many) =>
  (page.totalIsAtLeast ? "more than " : "") + count(page.total ?? 0, one, many);

/** @param {number} part @param {number} whole */
export function percent(part, whole) {
  if (whole === 0) return "0 %";
  const share = (100 * part) / whole;
  if (share > 0 && share < 0.1) return "under 0.1 %";
  return `${share < 10 ? share.toFixed(1) : Math.round(share)} %`;
}

/** @param {string} iso */
export const date = (iso) => DATE.format(new Date(iso));

/** @param {string} iso */
export const dayAndMonth = (iso) => DAY_AND_MONTH.format(new Date(iso));

/** To the second, in UTC: what one copies into a ticket. @param {string} iso */
export const exact = (iso) => new Date(iso).toISOString().replace("T", " ").replace(/\.\d+Z$|Z$/, " UTC");

/**
 * A span in its largest unit: `90 s` is `2 min`, `36 h` is `36 h`, `50 h` is `2 d`.
 * @param {number} milliseconds
 */
export function span(milliseconds) {
  const it = Math.abs(milliseconds);
  if (it < MINUTE) return `${Math.round(it / 1000)} s`;
  if (it < HOUR) return `${Math.round(it / MINUTE)} min`;
  if (it < 2 * DAY) return `${Math.round(it / HOUR)} h`;
  if (it < 800 * DAY) return `${NUMBER.format(Math.round(it / DAY))} d`;
  return `${Math.round(it / (365.25 * DAY))} years`;
}

/** How far from now: `6 min ago`, `in 27 d`, `now`. @param {string} iso @param {number} now */
export function relative(iso, now) {
  const away = Date.parse(iso) - now;
  if (Math.abs(away) < 10_000) return "now";
  return away > 0 ? `in ${span(away)}` : `${span(away)} ago`;
}

/** A past moment in a sentence: `since Friday`, `since 3 March`. @param {string} iso @param {number} now */
export function sinceDay(iso, now) {
  const ago = now - Date.parse(iso);
  if (ago < 20 * HOUR) return `${span(ago)} ago`;
  if (ago < 7 * DAY) return `on ${WEEKDAY.format(new Date(iso))}`;
  return `on ${date(iso)}`;
}

/** How much of a life is over, from 0 to 1. @param {string} from @param {string} to @param {number} now */
export function elapsed(from, to, now) {
  const start = Date.parse(from);
  const end = Date.parse(to);
  if (!(end > start)) return 1;
  return Math.min(1, Math.max(0, (now - start) / (end - start)));
}

/** @type {Record<string, string>} */
const NAMES = {
  "x509-certificate": "X.509",
  "public-key": "public key",
  "ssh-key": "SSH key",
  "ssh-certificate": "SSH certificate",
  "pgp-key": "PGP key",
  "age-key": "age key",
  "json-web-key": "JSON web key",
  "ai-agent": "AI agent",
};

/** The field's word for a type, kind, role or state. @param {string} id */
export const named = (id) => NAMES[id] ?? id.replaceAll("-", " ");

/** What something is called where there is little room: the common name, or both ends of a hash. @param {string} name */
export const called = (name) => (/^(sha256:)?[0-9a-f]{40,}$/.test(name) ? shortened(name.replace("sha256:", "")) : commonName(name));

/** The word that says what the name of something is: the first `CN=` of a distinguished name, or all of it. @param {string} name */
export const commonName = (name) => /(?:^|,\s*)CN=((?:\\.|[^,])+)/i.exec(name)?.[1] ?? name;

/** A name as a part of an address: `Plant operations` is `plant-operations`. @param {string} text */
export const slug = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);

/** `RSA 4096`: the size is said where the name does not tell it. @param {{ name: string, bits?: number }} it */
export const algorithmName = ({ name, bits }) => (bits && !/\d/.test(name) ? `${name} ${bits}` : name);

/** Both ends of something long. @param {string} text @param {number} [ends] */
export const shortened = (text, ends = 8) =>
  text.length <= 2 * ends + 1 ? text : `${text.slice(0, ends)}…${text.slice(-ends)}`;

/** @param {number} n */
export function bytes(n) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let i = 0;
  while (n >= 1000 && i < units.length - 1) {
    n /= 1000;
    i++;
  }
  return `${n < 10 && i > 0 ? n.toFixed(1) : Math.round(n)} ${units[i]}`;
}

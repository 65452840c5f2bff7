// What the person at this browser may. The server decides; here it is only what is not offered.
// A control says what it needs in `data-may`: `write` for some team at least, `write-all` for the whole estate.
// What they may stands on the document's element as classes, and a style sheet hides the rest.

/** @typedef {{ kind: string, id: string, person: string, name: string, mail?: string, groups: string[], local: boolean, roles: { role: string, team?: string }[], permissions: string[], teams: Record<string, string[]> }} Me */

/** @param {Me} me */
export function hold(me) {
  drop();
  for (const permission of me.permissions) {
    document.documentElement.classList.add(`may-${permission}`);
    if (!me.teams[permission]) document.documentElement.classList.add(`may-${permission}-all`);
  }
}

/** Nobody is signed in any more. */
export function drop() {
  const { classList } = document.documentElement;
  classList.remove(...[...classList].filter((it) => it.startsWith("may-")));
}

/** Do they? As `data-may` says it. @param {string} what */
export const may = (what) => document.documentElement.classList.contains(`may-${what}`);

/** Roles in words. @param {Me} me */
export const standing = (me) => {
  if (me.local) return "this machine's administrator";
  if (me.roles.length === 0) return "no role yet";
  return me.roles.map((it) => it.role.replace("-", " ") + (it.team ? ` of ${it.team}` : "")).join(", ");
};

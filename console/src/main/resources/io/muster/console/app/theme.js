// Light or dark: the system's choice, unless the person made one in this browser.

const KEY = "muster-theme";

/** @returns {"light" | "dark" | "system"} */
export function theme() {
  const it = localStorage.getItem(KEY);
  return it === "light" || it === "dark" ? it : "system";
}

/** @param {"light" | "dark" | "system"} it */
export function choose(it) {
  if (it === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, it);
  apply();
}

export function apply() {
  const it = theme();
  if (it === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = it;
}

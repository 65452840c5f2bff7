// When somebody looked last.

/** When this browser looked last, before today's visit: kept here, because the server does not watch people. */
export function lastVisit() {
  const now = Date.now();
  const seen = Number(localStorage.getItem("muster-seen") ?? now);
  const away = now - seen > 3_600_000;
  if (away || !localStorage.getItem("muster-visit")) localStorage.setItem("muster-visit", String(seen));
  localStorage.setItem("muster-seen", String(now));
  return new Date(Number(localStorage.getItem("muster-visit"))).toISOString();
}

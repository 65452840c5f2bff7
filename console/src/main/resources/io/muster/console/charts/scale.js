// From values to pixels. Pure.

/** @param {[number, number]} domain @param {[number, number]} range @returns {(value: number) => number} */
export function linear([d0, d1], [r0, r1]) {
  const slope = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  return (value) => r0 + (value - d0) * slope;
}

/**
 * Round numbers from 0 to at least `most`, about `n` of them.
 * @param {number} most @param {number} n
 */
export function ticks(most, n = 4) {
  if (!(most > 0)) return [0];
  const rough = most / n;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((it) => it * power).find((it) => it >= rough) ?? 10 * power);
  const all = [];
  for (let it = 0; it < most + step; it += step) all.push(it);
  return all;
}

/** A figure for an axis: 12000 is `12k`. @param {number} n */
export function brief(n) {
  if (n >= 1e6) return `${+(n / 1e6).toFixed(1)}M`;
  if (n >= 1e3) return `${+(n / 1e3).toFixed(1)}k`;
  return String(n);
}

// Where the nodes of a graph lie so that it can be read: springs along edges, nodes push each other away.
// Deterministic (the same graph lies the same), and quick enough for the few hundred nodes that an eye can take.

/** @typedef {{ id: string, x: number, y: number, fixed?: boolean }} Point */

const LENGTH = 150;
const PUSH = 15_000;
const PULL = 0.06;
const CENTRE = 0.012;
/** Names are wider than high, so beside each other nodes need more room than one above the other. */
const NARROW = 0.55;

/**
 * @param {{ id: string }[]} nodes
 * @param {{ from: string, to: string }[]} edges
 * @param {Map<string, Point>} before where nodes were: what was on the screen stays about there
 * @param {number} [rounds]
 * @returns {Map<string, Point>}
 */
export function layOut(nodes, edges, before = new Map(), rounds = 220) {
  const points = nodes.map((it, i) => before.get(it.id) ?? begin(it.id, i, edges, before));
  const byId = new Map(points.map((it) => [it.id, it]));
  const springs = edges.flatMap(({ from, to }) => {
    const a = byId.get(from);
    const b = byId.get(to);
    return a && b && a !== b ? [[a, b]] : [];
  });
  for (let round = 0; round < rounds; round++) {
    const heat = 26 * (1 - round / rounds) + 0.5;
    const moves = points.map(() => ({ x: 0, y: 0 }));
    const at = new Map(points.map((it, i) => [it, moves[i]]));
    push(points, moves);
    for (const [a, b] of springs) pull(a, b, /** @type {Move} */ (at.get(a)), /** @type {Move} */ (at.get(b)));
    points.forEach((it, i) => step(it, moves[i], heat));
  }
  return byId;
}

/** @typedef {{ x: number, y: number }} Move */

/** A new node begins beside one that it is tied to, otherwise on a spiral. */
function begin(/** @type {string} */ id, /** @type {number} */ i, /** @type {{ from: string, to: string }[]} */ edges, /** @type {Map<string, Point>} */ before) {
  const edge = edges.find((it) => (it.from === id && before.has(it.to)) || (it.to === id && before.has(it.from)));
  const near = edge && before.get(edge.from === id ? edge.to : edge.from);
  const angle = i * 2.399963; // The golden angle: no two begin at the same place.
  const away = near ? LENGTH * 0.7 : 26 * Math.sqrt(i);
  return { id, x: (near?.x ?? 0) + away * Math.cos(angle), y: (near?.y ?? 0) + away * Math.sin(angle) };
}

/** @param {Point[]} points @param {Move[]} moves */
function push(points, moves) {
  for (let i = 0; i < points.length; i++) {
    for (let k = i + 1; k < points.length; k++) {
      const dx = (points[i].x - points[k].x) * NARROW || 0.1 * (i - k);
      const dy = points[i].y - points[k].y || 0.1;
      const force = PUSH / (dx * dx + dy * dy + 60);
      const distance = Math.hypot(dx, dy);
      moves[i].x += (dx / distance) * force;
      moves[i].y += (dy / distance) * force;
      moves[k].x -= (dx / distance) * force;
      moves[k].y -= (dy / distance) * force;
    }
  }
}

/** @param {Point} a @param {Point} b @param {Move} moveA @param {Move} moveB */
function pull(a, b, moveA, moveB) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const distance = Math.hypot(dx, dy) || 1;
  const force = PULL * (distance - LENGTH);
  moveA.x += (dx / distance) * force;
  moveA.y += (dy / distance) * force;
  moveB.x -= (dx / distance) * force;
  moveB.y -= (dy / distance) * force;
}

/** @param {Point} it @param {Move} move @param {number} heat the farthest that a node goes in one round */
function step(it, move, heat) {
  if (it.fixed) return;
  const x = move.x - CENTRE * it.x;
  const y = move.y - CENTRE * it.y;
  const far = Math.hypot(x, y) || 1;
  const go = Math.min(far, heat) / far;
  it.x += x * go;
  it.y += y * go;
}

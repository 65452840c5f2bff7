import assert from "node:assert/strict";
import { test } from "node:test";
import { layOut } from "../../main/resources/io/muster/console/charts/force.js";
import { brief, linear, ticks } from "../../main/resources/io/muster/console/charts/scale.js";

const star = (/** @type {number} */ n) => ({
  nodes: Array.from({ length: n }, (_, i) => ({ id: `n${i}` })),
  edges: Array.from({ length: n - 1 }, (_, i) => ({ from: "n0", to: `n${i + 1}` })),
});

test("the same graph lies the same", () => {
  const { nodes, edges } = star(12);
  assert.deepEqual([...layOut(nodes, edges).values()], [...layOut(nodes, edges).values()]);
});

test("no two nodes lie upon each other", () => {
  const { nodes, edges } = star(40);
  const points = [...layOut(nodes, edges).values()];
  for (const [i, a] of points.entries()) {
    for (const b of points.slice(i + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > 15, `${a.id} and ${b.id}`);
  }
});

test("what was there stays about where it was", () => {
  const before = layOut(...pair(star(8)));
  const was = new Map([...before].map(([id, it]) => [id, { ...it }]));
  const { nodes, edges } = star(9);
  const after = layOut(nodes, edges, before);
  for (const [id, it] of was) {
    const now = /** @type {{ x: number, y: number }} */ (after.get(id));
    assert.ok(Math.hypot(now.x - it.x, now.y - it.y) < 120, id);
  }
});

test("ties to what is not drawn are passed over", () => {
  const points = layOut([{ id: "a" }], [{ from: "a", to: "gone" }, { from: "a", to: "a" }]);
  assert.ok(Number.isFinite(points.get("a")?.x));
});

test("ticks are round and reach the top", () => {
  assert.deepEqual(ticks(46_635, 3), [0, 20_000, 40_000, 60_000]);
  assert.deepEqual(ticks(1, 3), [0, 1]);
  assert.deepEqual(ticks(0), [0]);
});

test("a scale of one value does not divide by nothing", () => {
  assert.equal(linear([3, 3], [0, 100])(3), 0);
  assert.equal(linear([0, 10], [100, 0])(5), 50);
});

test("figures on an axis are brief", () => {
  assert.deepEqual([0, 999, 12_000, 1_500_000].map(brief), ["0", "999", "12k", "1.5M"]);
});

/** @param {{ nodes: { id: string }[], edges: { from: string, to: string }[] }} graph @returns {[any, any]} */
const pair = ({ nodes, edges }) => [nodes, edges];

import assert from "node:assert/strict";
import { test } from "node:test";
import { KeysetList } from "../../main/resources/io/muster/console/app/keyset-list.js";

/** A server with so many rows; it remembers what was asked. @param {number} rows @param {number} size */
function server(rows, size) {
  /** @type {number[]} */ const asked = [];
  const fetcher = async (/** @type {string | undefined} */ cursor) => {
    const from = Number(cursor ?? 0);
    asked.push(from / size);
    const items = Array.from({ length: Math.min(size, rows - from) }, (_, i) => ({ id: String(from + i) }));
    return { items, next: from + size < rows ? String(from + size) : null, total: rows };
  };
  return { asked, fetcher };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Needs the rows until all of them are there. @param {KeysetList<any>} list @param {number} from @param {number} to */
async function reach(list, from, to) {
  for (let i = 0; i < 400 && (!list.at(from) || (!list.at(to) && !list.ended)); i++) {
    list.need(from, to);
    await settle();
  }
}

test("rows come in pages, one ahead of what is needed", async () => {
  const { asked, fetcher } = server(1000, 10);
  const list = new KeysetList(fetcher, { pageSize: 10 });
  list.need(0, 5);
  await settle();
  list.need(0, 5);
  await settle();
  assert.deepEqual(asked, [0, 1]);
  assert.equal(list.at(3)?.id, "3");
  assert.equal(list.total, 1000);
  assert.ok(!list.ended);
});

test("the last page ends the list", async () => {
  const { fetcher } = server(25, 10);
  const list = new KeysetList(fetcher, { pageSize: 10 });
  await reach(list, 0, 24);
  assert.equal(list.length, 25);
  assert.ok(list.ended);
  assert.equal(list.at(24)?.id, "24");
  assert.equal(list.at(25), undefined);
});

test("an empty list has begun and ended", async () => {
  const { fetcher } = server(0, 10);
  const list = new KeysetList(fetcher, { pageSize: 10 });
  list.need(0, 9);
  await settle();
  assert.ok(list.begun && list.ended);
  assert.equal(list.length, 0);
});

test("what is far away is forgotten, and fetched again by its own cursor", async () => {
  const { asked, fetcher } = server(10_000, 10);
  const list = new KeysetList(fetcher, { pageSize: 10, keep: 2 });
  for (let row = 0; row < 500; row += 10) await reach(list, row, row + 9);
  assert.equal(list.at(0), undefined);
  asked.length = 0;
  await reach(list, 0, 9);
  assert.equal(list.at(0)?.id, "0");
  assert.ok(asked.every((page) => page <= 1), String(asked));
  assert.ok(list.length >= 500);
});

test("a refusal is told once, and tried again when asked", async () => {
  let broken = true;
  const { fetcher } = server(30, 10);
  const list = new KeysetList(
    async (cursor) => {
      if (broken) throw new Error("away");
      return fetcher(cursor);
    },
    { pageSize: 10 },
  );
  list.need(0, 9);
  await settle();
  assert.match(String(list.problem), /away/);
  broken = false;
  list.need(0, 9);
  await settle();
  assert.equal(list.at(0), undefined);
  list.retry();
  await settle();
  assert.equal(list.at(0)?.id, "0");
});

test("a list that was stopped tells nothing more", async () => {
  let told = 0;
  const { fetcher } = server(30, 10);
  const list = new KeysetList(fetcher, { pageSize: 10, changed: () => told++ });
  list.need(0, 9);
  list.stop();
  await settle();
  assert.equal(told, 0);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { attributeLines, attributesOf } from "../../main/resources/io/muster/console/parts/attributes.js";

test("attributes survive being edited", () => {
  const attributes = { "cost-centre": "4711", query: "a=b" };
  assert.deepEqual(attributesOf(attributeLines(attributes)), attributes);
});

test("lines that name nothing are left out", () => {
  assert.deepEqual(attributesOf("\nnot an attribute\n ticket = OPS-1 \n"), { ticket: "OPS-1" });
});

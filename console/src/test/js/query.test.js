import assert from "node:assert/strict";
import { test } from "node:test";
import * as query from "../../main/resources/io/muster/console/app/query.js";

test("terms keep where they stand", () => {
  const terms = query.parse('kind:service expires<30d -owner:none "pay."');
  assert.deepEqual(
    terms.map((it) => [it.text, it.field, it.operator, it.negated, it.values]),
    [
      ["kind:service", "kind", ":", false, ["service"]],
      ["expires<30d", "expires", "<", false, ["30d"]],
      ["-owner:none", "owner", ":", true, ["none"]],
      ['"pay."', "", "", false, ["pay."]],
    ],
  );
  assert.deepEqual(terms.map((it) => [it.start, it.end]), [[0, 12], [13, 24], [25, 36], [37, 43]]);
});

test("a quoted value may hold spaces and bars", () => {
  assert.deepEqual(query.parse('issuer:"A | B"|C')[0].values, ["A | B", "C"]);
});

test("a second choice of a field is an alternative, the same again takes it away", () => {
  const one = query.toggle("pay", "kind", "service");
  assert.equal(one, "pay kind:service");
  const two = query.toggle(one, "kind", "host");
  assert.equal(two, "pay kind:service|host");
  assert.ok(query.asksFor(two, "kind", "host"));
  assert.equal(query.toggle(two, "kind", "service"), "pay kind:host");
  assert.equal(query.toggle("kind:host", "kind", "host"), "");
});

test("what was excluded is not a choice", () => {
  assert.ok(!query.asksFor("-kind:host", "kind", "host"));
  assert.equal(query.toggle("-kind:host", "kind", "service"), "-kind:host kind:service");
});

test("a term is taken away without leaving a gap", () => {
  const q = "kind:service  expires<30d owner:none";
  assert.equal(query.without(q, query.parse(q)[1]), "kind:service owner:none");
});

test("a value with a space is quoted", () => {
  assert.equal(query.where("issuer", "Example Issuing I3"), 'issuer:"Example Issuing I3"');
});

test("terms are told in words", () => {
  assert.equal(query.inWords(query.parse("expires<30d")[0]), "expires < 30 d");
  assert.equal(query.inWords(query.parse("-kind:host|device")[0]), "not kind host or device");
});

test("whatever is typed is cut into terms that make up the text", () => {
  let seed = 20261122;
  const next = (/** @type {number} */ n) => (seed = (seed * 48271) % 2147483647) % n;
  const letters = 'ab:<>-|" \t*.';
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: next(24) }, () => letters[next(letters.length)]).join("");
    const terms = query.parse(text);
    let at = 0;
    for (const term of terms) {
      assert.match(text.slice(at, term.start), /^\s*$/, `of ${JSON.stringify(text)}`);
      assert.equal(text.slice(term.start, term.end), term.text, `of ${JSON.stringify(text)}`);
      at = term.end;
    }
    assert.match(text.slice(at), /^\s*$/, `of ${JSON.stringify(text)}`);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import * as words from "../../main/resources/io/muster/console/app/words.js";

const NOW = Date.parse("2026-11-22T12:00:00Z");

test("a time is told in its largest unit", () => {
  const told = (/** @type {string} */ iso) => words.relative(iso, NOW);
  assert.equal(told("2026-11-22T12:00:05Z"), "now");
  assert.equal(told("2026-11-22T11:54:00Z"), "6 min ago");
  assert.equal(told("2026-11-21T12:00:00Z"), "24 h ago");
  assert.equal(told("2026-12-19T12:00:00Z"), "in 27 d");
  assert.equal(told("2041-01-01T00:00:00Z"), "in 14 years");
});

test("the exact time is in UTC, to the second", () => {
  assert.equal(words.exact("2026-11-22T12:00:05.123456Z"), "2026-11-22 12:00:05 UTC");
});

test("the last visit is told as a weekday within a week", () => {
  assert.equal(words.sinceDay("2026-11-22T03:00:00Z", NOW), "9 h ago");
  assert.equal(words.sinceDay("2026-11-20T08:00:00Z", NOW), "on Friday");
  assert.equal(words.sinceDay("2026-10-01T08:00:00Z", NOW), "on 1 Oct 2026");
});

test("a total that the server stopped counting says so", () => {
  assert.equal(words.total({ total: 1 }, "credential"), "1 credential");
  assert.equal(words.total({ total: 10000, totalIsAtLeast: true }, "credential"), "more than 10,000 credentials");
});

test("a small share is not rounded to nothing", () => {
  assert.equal(words.percent(1, 100000), "under 0.1 %");
  assert.equal(words.percent(4, 97), "4.1 %");
  assert.equal(words.percent(0, 0), "0 %");
});

test("how much of a life is over stays between nothing and all", () => {
  assert.equal(words.elapsed("2026-11-12T12:00:00Z", "2026-12-02T12:00:00Z", NOW), 0.5);
  assert.equal(words.elapsed("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z", NOW), 0);
  assert.equal(words.elapsed("2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z", NOW), 1);
});

test("of a distinguished name people say the common name", () => {
  assert.equal(words.commonName("CN=Example Issuing I3,O=Example\\, Inc.,C=NL"), "Example Issuing I3");
  assert.equal(words.commonName("O=Example,CN=Acme\\, Inc. Root"), "Acme\\, Inc. Root");
  assert.equal(words.commonName("pay.example.com"), "pay.example.com");
});


test("bytes have a unit", () => {
  assert.equal(words.bytes(999), "999 B");
  assert.equal(words.bytes(1_500), "1.5 kB");
  assert.equal(words.bytes(48e9), "48 GB");
});

test("a name becomes a part of an address", () => {
  assert.equal(words.slug("Plant operations (Zürich)"), "plant-operations-zurich");
  assert.equal(words.slug("…"), "");
});

test("the size of a key is said where its algorithm's name does not tell it", () => {
  assert.equal(words.algorithmName({ name: "RSA", bits: 4096 }), "RSA 4096");
  assert.equal(words.algorithmName({ name: "EC P-256", bits: 256 }), "EC P-256");
  assert.equal(words.algorithmName({ name: "Ed448", bits: 0 }), "Ed448");
});

test("a hash is called by both its ends", () => {
  assert.equal(words.called("sha256:2f94a61b20c616da9e58736af7431bf2c29e30c750e981aaae58b20b9ffa0051"), "2f94a61b…9ffa0051");
  assert.equal(words.called("CN=Muster 127.0.0.1"), "Muster 127.0.0.1");
});

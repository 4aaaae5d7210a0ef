import { describe, expect, it } from "vitest";
import { checkPattern, type EventPattern, matchesPattern } from "./pattern.ts";
import type { EventBridgeEvent } from "./wire.ts";

const event: EventBridgeEvent = {
  version: "0",
  id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  "detail-type": "Object Created",
  source: "aws.s3",
  account: "123456789012",
  time: "2026-03-01T10:11:12Z",
  region: "us-east-1",
  resources: ["arn:aws:s3:::mail", "arn:aws:s3:::other"],
  detail: {
    bucket: { name: "mail" },
    object: { key: "raw/2026/1.eml", size: 100, "version-id": null },
    tags: ["a", "b"],
    items: [{ sku: "x", left: 0 }, { sku: "y" }],
  },
};

describe("an event pattern", () => {
  it.each<[string, boolean, EventPattern]>([
    ["a value of the list", true, { source: ["aws.ec2", "aws.s3"] }],
    ["no value of the list", false, { source: ["aws.ec2"] }],
    ["all fields", true, { source: ["aws.s3"], "detail-type": ["Object Created"] }],
    ["one field of two", false, { source: ["aws.s3"], "detail-type": ["Object Deleted"] }],
    ["a prefix", true, { "detail-type": [{ prefix: "Object" }] }],
    ["a wrong prefix", false, { "detail-type": [{ prefix: "Created" }] }],
    ["anything but others", true, { "detail-type": [{ "anything-but": ["Object Deleted"] }] }],
    ["anything but itself", false, { "detail-type": [{ "anything-but": "Object Created" }] }],
    ["anything but a prefix", false, { "detail-type": [{ "anything-but": { prefix: "Object" } }] }],
    ["an element of an array", true, { resources: ["arn:aws:s3:::other"] }],
    ["a nested value", true, { detail: { bucket: { name: ["mail"] }, object: { key: [{ prefix: "raw/" }] } } }],
    [
      "a nested value that differs",
      false,
      { detail: { bucket: { name: ["mail"] }, object: { key: [{ prefix: "x/" }] } } },
    ],
    ["a suffix", true, { detail: { object: { key: [{ suffix: ".eml" }] } } }],
    ["another case", true, { detail: { bucket: { name: [{ "equals-ignore-case": "MAIL" }] } } }],
    ["a number", true, { detail: { object: { size: [100] } } }],
    ["a number that is no text", false, { detail: { object: { size: ["100"] } } }],
    ["null", true, { detail: { object: { "version-id": [null] } } }],
    ["a field that exists", true, { detail: { object: { size: [{ exists: true }] } } }],
    ["a field that exists and should not", false, { detail: { object: { size: [{ exists: false }] } } }],
    ["a field that is missing", true, { detail: { object: { etag: [{ exists: false }] } } }],
    ["a field missing in a missing object", true, { detail: { reason: { code: [{ exists: false }] } } }],
    ["a missing field that should exist", false, { detail: { reason: { code: [{ exists: true }] } } }],
    ["anything but, on a missing field", false, { detail: { object: { etag: [{ "anything-but": "x" }] } } }],
    ["an element of an array in the detail", true, { detail: { tags: ["b"] } }],
    ["a field of an object in an array", true, { detail: { items: { sku: ["y"] } } }],
    ["a name that objects inherit", false, { detail: { constructor: [{ exists: true }] } }],
  ])("that names %s matches: %s", (_, expected, pattern) => {
    checkPattern(pattern, "test");
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  it.each<[string, object]>([
    ["is empty", {}],
    ["has an unknown field", { detailType: ["x"] }],
    ["has a value that is no list", { source: "aws.s3" }],
    ["lists no values", { source: [] }],
    ["uses an operator that is not supported", { detail: { object: { size: [{ numeric: [">", 1] }] } } }],
    ["joins two operators", { source: [{ prefix: "a", suffix: "b" }] }],
    ["has a prefix that is no text", { source: [{ prefix: 1 }] }],
  ])("that %s is refused by the name of its rule", (_, pattern) => {
    expect(() => checkPattern(pattern as EventPattern, "tasks")).toThrow(/"tasks" is not supported/);
  });
});

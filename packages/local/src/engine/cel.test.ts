import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, groupKey, matches, matchKeyOf, matchKeysOf, syntaxError } from "./cel.ts";

describe("expressions", () => {
  it.each([
    ["event.data.n > 1", { n: 2 }, true],
    ["event.data.n > 1", { n: 1.5 }, true],
    ["event.data.n == 2", { n: 2 }, true],
    ["event.data.n > 1 && event.data.kind in ['a', 'b']", { n: 2, kind: "b" }, true],
    ["event.data.name.startsWith('x')", { name: "xyz" }, true],
    ["has(event.data.n) && event.data.n > 1", {}, false],
    ["event.data.missing == 'x'", {}, false],
    ["event.data.a.b.c == 1", { a: {} }, false],
    ["event.data.n == null", { n: null }, true],
    ["event.data.n", { n: "true" }, false],
  ])("%s on %j is %s", (expression, data, expected) => {
    expect(matches(expression, { event: { data } })).toBe(expected);
  });

  it("matches when there is none", () => expect(matches(undefined, {})).toBe(true));

  it("counts one that throws as no match and reports it", () => {
    const lines: unknown[] = [];
    expect(matches("event.data.n + 1 > 'x'", { event: { data: { n: "text" } } }, (line) => lines.push(line))).toBe(
      false,
    );
    expect(lines).toEqual([expect.objectContaining({ expression: "event.data.n + 1 > 'x'" })]);
  });

  it("tells which cannot be parsed", () => {
    expect(syntaxError("event.data.n ==")).toBeTypeOf("string");
    expect(syntaxError("event.data.n == 1")).toBeUndefined();
  });

  it("makes a text of a key, whatever its type", () => {
    const key = (value: unknown) => groupKey("event.data.k", { event: { data: { k: value } } });
    expect([
      key("a"),
      key(1),
      key(true),
      key(null),
      groupKey(undefined, {}),
      groupKey("event.data.k", { event: { data: {} } }),
    ]).toEqual(["a", "1", "true", "null", "", ""]);
    expect(evaluate("1 + 2", {})).toBe(3);
  });
});

describe("match keys", () => {
  const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean());

  it("lets an index find exactly the waits whose expression can hold", () => {
    fc.assert(
      fc.property(scalar, scalar, (mine, theirs) => {
        const expression = "event.data.order.id == async.data.order.id";
        const trigger = { name: "a", data: { order: { id: mine } } };
        const event = { name: "b", data: { order: { id: theirs }, other: mine } };
        const key = matchKeyOf(expression, trigger)!;
        if (matches(expression, { event: trigger, async: event })) expect(matchKeysOf(event)).toContain(key);
      }),
    );
  });

  it("leaves other expressions and missing values to the expression itself", () => {
    expect(matchKeyOf("event.data.a == async.data.b", { data: { a: 1, b: 1 } })).toBeNull();
    expect(matchKeyOf("event.data.a == async.data.a", { data: {} })).toBeNull();
    expect(matchKeyOf("event.data.a == async.data.a && true", { data: { a: 1 } })).toBeNull();
  });

  it("gives up on an event with too many values", () => {
    expect(matchKeysOf({ data: Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`k${n}`, n])) })).toBeNull();
  });
});

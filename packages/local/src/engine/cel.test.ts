import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, groupKey, matches, matchKeyOf, matchKeysOf, mayMatch, problemOf } from "./cel.ts";

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

  it("matches when there is no expression", () => expect(matches(undefined, { event: {} })).toBe(true));

  it("counts one that is no boolean as no match and reports it", () => {
    const lines: unknown[] = [];
    const expression = "event.data.n";
    expect(matches(expression, { event: { data: { n: "text" } } }, (line) => lines.push(line))).toBe(false);
    expect(lines).toEqual([expect.objectContaining({ expression, error: "string" })]);
  });

  it.each([
    ["event.data.n ==", "cannot be parsed"],
    ["event.data.n.lowerAscii() == 'a'", "uses lowerAscii, which Inngest does not have"],
    ["event.data.list.exists(x, x.trim() == 'a')", "uses trim, which Inngest does not have"],
    ["size(event.data.n) == duration('1h')", "uses duration, which the embedded engine does not have"],
    ["user.id == 1", "uses the variable user, which there is not"],
    ["event.data.?n == 1", "cannot be parsed"],
    ["event.data.n == 1 && has(event.data.m) && async.data.n in [1, event.data.n]", undefined],
    ["event.data.list.filter(x, x > 1).map(y, y * 2).all(z, z > 2)", undefined],
  ])("%s %s", (expression, problem) => {
    if (problem === undefined) expect(problemOf(expression)).toBeUndefined();
    else expect(problemOf(expression)).toContain(problem);
  });

  it.each([
    ["event.data.n", true],
    ["event.data.n == 1 || event.data.m", true],
    ["event.data.n ? event.data.a == 1 : false", true],
    ["event.data.n + 1", false],
    ["'text'", false],
    ["size(event.data.n)", false],
    ["event.data.n == 1 ? 'a' : 'b'", false],
    ["event.data.n == 1 && 'text'", false],
    ["[event.data.n]", false],
  ])("tells by its form that %s may be true: %s", (expression, may) => {
    expect(mayMatch(expression)).toBe(may);
  });

  it("reads keys that the run's own event lacks as null in a wait, because Inngest fills the event in before", () => {
    const both = { event: { data: {} }, async: { data: {} } };
    expect(matches("event.data.order == async.data.order", both)).toBe(true);
    expect(matches("event.data.order == async.data.order", { ...both, async: { data: { order: 1 } } })).toBe(false);
    expect(matches("async.data.n > event.data.order", { ...both, async: { data: { n: 1 } } })).toBe(true);
  });

  it("never throws, whatever the expression", () => {
    const words = [
      "event",
      "event.data.a",
      "null",
      "1",
      "'x'",
      "[1]",
      "{'a': 1}",
      "size(event)",
      "!true",
      "-event.a",
      "true",
    ];
    const operators = ["+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||", "in"];
    const expression = fc.array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...operators)), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(expression, fc.json(), (parts, data) => {
        const lines: unknown[] = [];
        const text = `${parts.map(([word, operator]) => `${word} ${operator}`).join(" ")} 1`;
        if (problemOf(text) === undefined)
          evaluate(text, { event: { data: JSON.parse(data) } }, (line) => lines.push(line));
        expect(lines).toEqual([]);
      }),
    );
  });

  it("turns a key of any type into a string", () => {
    const key = (value: unknown) => groupKey("event.data.k", { event: { data: { k: value } } });
    expect([
      key("a"),
      key(1),
      key(true),
      key(null),
      groupKey(undefined, { event: {} }),
      groupKey("event.data.k", { event: { data: {} } }),
    ]).toEqual(["a", "1", "true", "null", "", ""]);
    expect(evaluate("1 + 2", { event: {} })).toBe(3);
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

  it("leaves other expressions and missing values to the evaluation itself", () => {
    expect(matchKeyOf("event.data.a == async.data.b", { data: { a: 1, b: 1 } })).toBeNull();
    expect(matchKeyOf("event.data.a == async.data.a", { data: {} })).toBeNull();
    expect(matchKeyOf("event.data.a == async.data.a && true", { data: { a: 1 } })).toBeNull();
  });

  it("lists no keys for an event with too many values", () => {
    expect(matchKeysOf({ data: Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`k${n}`, n])) })).toBeNull();
  });
});

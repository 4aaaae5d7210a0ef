import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, it, vi } from "vitest";
import { MAX_STEPS, outcomeOf, type Rule, testOf } from "#core/finance/rule-matching";

const plenty = () => ({ left: MAX_STEPS });
const texts = fc
  .oneof(fc.string({ maxLength: 20 }), fc.constantFrom("Lidl", "LIDL 12", "Café", "straße", "a+b", ""))
  .map((one) => one || null);
const subject = fc.record({
  accountId: fc.constantFrom("0198f0a0-0000-7000-8000-000000000001", null),
  date: fc.constantFrom("2026-01-31", "2026-02-01", "2025-12-31"),
  merchantName: texts,
  description: texts,
  notes: texts,
  amountCents: fc.integer({ min: -1000, max: 1000 }),
  currency: fc.constantFrom("EUR", "JPY"),
  budgetCategoryId: fc.constant(null),
  vendorId: fc.constant(null),
});
const condition: fc.Arbitrary<Rule["conditions"]["conditions"][number]> = fc.oneof(
  fc.record({
    field: fc.constantFrom("merchantName" as const, "description" as const, "notes" as const),
    operator: fc.constantFrom(
      "is" as const,
      "contains" as const,
      "starts_with" as const,
      "ends_with" as const,
      "matches" as const,
    ),
    value: fc.constantFrom("lidl", "é", "a+b", "1", "."),
  }),
  fc.record({
    field: fc.constant("amountCents" as const),
    operator: fc.constantFrom("is" as const, "at_most" as const, "at_least" as const),
    value: fc.integer({ min: -1000, max: 1000 }),
  }),
  fc.record({
    field: fc.constant("currency" as const),
    operator: fc.constant("is" as const),
    value: fc.constantFrom("EUR", "JPY"),
  }),
);
const conditions = fc.array(condition, { minLength: 1, maxLength: 5 });

it("meets all or any of its conditions as each of them alone says", () => {
  fc.assert(
    fc.property(subject, conditions, (one, list) => {
      const alone = list.map((single) => testOf({ match: "all", conditions: [single] })(one, plenty()));
      expect(testOf({ match: "all", conditions: list })(one, plenty())).toBe(alone.every(Boolean));
      expect(testOf({ match: "any", conditions: list })(one, plenty())).toBe(alone.some(Boolean));
    }),
  );
});

it("changes nothing more of what it has changed", () => {
  const action: fc.Arbitrary<Rule["actions"][number]> = fc.oneof(
    fc.record({ type: fc.constant("rename_merchant" as const), merchantName: fc.constantFrom("Lidl", "Aldi") }),
    fc.record({ type: fc.constant("add_note" as const), note: fc.constantFrom("a", "b", "a\nb") }),
    fc.record({ type: fc.constant("set_category" as const), budgetCategoryId: fc.constantFrom("one", "gone") }),
  );
  const always = () => true;
  fc.assert(
    fc.property(subject, fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (one, lists) => {
      const rules = lists.map((actions) => ({ actions, test: always }));
      const named = new Set(["one"]);
      const { set: first, met } = outcomeOf(rules, one, named, plenty());
      expect(met).toBe(rules.length);
      expect(first.budgetCategoryId).not.toBe("gone");
      expect(outcomeOf(rules, { ...one, ...first }, named, plenty()).set).toEqual({});
    }),
  );
});

it("takes the bounds of a range in either order", () => {
  const within = (values: number[], amountCents: number) =>
    testOf({ match: "all", conditions: [{ field: "amountCents", operator: "between", values }] })(
      { ...nothing, amountCents },
      plenty(),
    );
  expect([within([-5, 5], 5), within([5, -5], -5), within([5, -5], 6)]).toEqual([true, true, false]);
});

it("stops when regular expressions have taken all steps that they may", () => {
  const work = { left: 100_000 };
  const test = testOf({ match: "all", conditions: [{ field: "notes", operator: "matches", value: "(a*)*(a*)*b" }] });
  const exploding = { ...nothing, notes: "a".repeat(5_000) };
  let tested = 0;
  while (test(exploding, work) !== undefined) tested++;
  expect(tested).toBeGreaterThan(0);
  expect(tested).toBeLessThan(20);
});

it("asks the rules behind one that takes more than its part, and names that one", () => {
  const matching = (value: string) => ({
    test: testOf({ match: "all", conditions: [{ field: "notes", operator: "matches", value }] }),
    actions: [{ type: "rename_merchant" as const, merchantName: value }],
  });
  const costly = "(a*){50}(a*){50}b";
  const subject = { ...nothing, notes: "a".repeat(1_000), budgetCategoryId: null, vendorId: null };
  const rules = [matching(costly), matching("^a"), matching(costly)];
  const { set, met, skipped } = outcomeOf(rules, subject, new Set(), { left: 60_000 });
  expect({ set, met, skipped }).toEqual({ set: { merchantName: "^a" }, met: 1, skipped: [0, 2] });
});

it("lends what a rule does not take to those behind it", () => {
  const value = "a{100}";
  const rules = Array.from({ length: 50 }, (_, place) => ({
    test: testOf({
      match: "all",
      conditions: [{ field: place < 49 ? "description" : "notes", operator: "matches", value }],
    }),
    actions: [{ type: "add_note" as const, note: "x" }],
  }));
  const subject = { ...nothing, notes: "a".repeat(1_000), budgetCategoryId: null, vendorId: null };
  const work = { left: 150_000 };
  expect(outcomeOf(rules, subject, new Set(), work)).toMatchObject({ met: 1, skipped: [] });
  expect(work.left).toBeLessThan(150_000);
  expect(work.left).toBeGreaterThan(0);
});

it("compiles an expression once for all transactions, and keeps no more than it may", () => {
  const compile = vi.spyOn(RE2JS, "compile");
  const matches = (value: string) =>
    testOf({ match: "all", conditions: [{ field: "notes", operator: "matches", value }] })(
      { ...nothing, notes: "xyzzy 12" },
      plenty(),
    );
  const times = (value: string) => compile.mock.calls.filter(([pattern]) => pattern === value).length;
  try {
    for (let i = 0; i < 20; i++) expect(matches("^xyzzy [0-9]+$")).toBe(true);
    expect(times("^xyzzy [0-9]+$")).toBe(1);
    // One in use stays, while ones of a hundred thousand instructions together go by.
    for (let i = 0; i < 300; i++) {
      expect(matches(`^xyzzy${i}(ab){200}`)).toBe(false);
      expect(matches("^xyzzy [0-9]+$")).toBe(true);
    }
    expect(times("^xyzzy [0-9]+$")).toBe(1);
    expect(times("^xyzzy0(ab){200}")).toBe(1);
    matches("^xyzzy0(ab){200}");
    expect(times("^xyzzy0(ab){200}")).toBe(2);
  } finally {
    compile.mockRestore();
  }
});

const nothing = {
  accountId: null,
  date: "2026-01-01",
  merchantName: null,
  description: null,
  notes: null,
  amountCents: 0,
  currency: "EUR",
};

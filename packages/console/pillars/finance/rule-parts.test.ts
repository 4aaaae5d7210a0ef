import { describe, expect, it } from "vitest";
import { setPlace } from "#console/words/place.ts";
import { type Condition, compared, conditionOn, FIELDS, isComplete, operatorsOf } from "./rule-parts.ts";

setPlace({ language: "en", locale: "en-GB", zone: "Europe/Berlin", currency: "EUR" });

describe("A condition", () => {
  it("has for each of its comparisons what that takes, and keeps what was said", () => {
    for (const field of FIELDS)
      for (const operator of operatorsOf(field)) {
        const condition = compared(conditionOn(field, "EUR"), operator);
        expect(condition).toMatchObject({ field, operator });
        expect("values" in condition).toBe(operator === "between");
      }
    const amount: Condition = { field: "amountCents", operator: "at_most", value: -500 };
    const between = compared(amount, "between");
    expect(between).toEqual({ field: "amountCents", operator: "between", values: [-500, -500] });
    expect(compared(between, "is")).toEqual({ field: "amountCents", operator: "is", value: -500 });
    expect(compared(amount, "matches")).toBe(amount);
  });

  it("is to be filled in before the rule is saved", () => {
    const note = [{ type: "add_note" as const, note: "x" }];
    const on = (condition: Condition) => ({ match: "all" as const, conditions: [condition] });
    expect(isComplete(on(conditionOn("merchantName", "EUR")), note)).toBe(false);
    expect(isComplete(on({ field: "merchantName", operator: "is", value: "a" }), note)).toBe(true);
    expect(isComplete(on({ field: "date", operator: "between", values: ["2026-01-01", ""] }), note)).toBe(false);
    expect(isComplete(on(conditionOn("amountCents", "EUR")), [])).toBe(false);
  });
});

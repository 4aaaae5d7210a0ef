import { expect, it } from "vitest";
import { lastMonths } from "./months.ts";
import { netOf } from "./net.ts";

it("goes back over the turn of a year", () => {
  expect(lastMonths("2026-02-28", 4)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
  expect(lastMonths("2026-12-01", 12)[0]).toBe("2026-01");
});

it("counts work as an invoice does, half a cent rounded up", () => {
  expect(netOf({ hours: 1.15, rateCents: 100 })).toBe(115);
  expect(netOf({ hours: 0.25, rateCents: 10 })).toBe(3);
});

import { expect, it } from "vitest";
import { secondsLeft } from "./focus.ts";

const at = (time: string) => `2026-03-02T${time}.000Z`;
const begun = {
  startedAt: at("09:00:00"),
  plannedMinutes: 25,
  overtimeMinutes: 5,
  pauses: [] as { from: string; to?: string }[],
  status: "running" as const,
};
const leftAt = (time: string, more: Partial<Parameters<typeof secondsLeft>[0]> = {}) =>
  secondsLeft({ ...begun, ...more }, Date.parse(at(time)));

it("counts down from what was planned, and on through the overtime", () => {
  expect(leftAt("09:00:00")).toBe(1_500);
  expect(leftAt("09:10:01")).toBe(899);
  expect(leftAt("09:26:00")).toBe(-60);
  expect(leftAt("23:00:00")).toBe(-300);
});

it("stands still while it is paused, and leaves the time of pauses out", () => {
  const pauses = [{ from: at("09:05:00"), to: at("09:15:00") }, { from: at("09:20:00") }];
  expect(leftAt("09:40:00", { pauses, status: "paused" })).toBe(900);
  expect(leftAt("09:50:00", { pauses, status: "paused" })).toBe(900);
});

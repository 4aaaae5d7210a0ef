import { expect, it } from "vitest";
import { freeAt, gaps, merged } from "./free.ts";

const at = (time: string) => `2026-03-02T${time}:00.000Z`;
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });
const day = { from: at("00:00"), to: "2026-03-03T00:00:00.000Z" };

it("joins what overlaps or touches, and cuts it to the day", () => {
  const busy = [span("14:00", "15:00"), { from: "2026-03-01T23:00:00.000Z", to: at("01:00") }, span("09:00", "10:00")];
  expect(merged([...busy, span("09:30", "11:00"), span("11:00", "11:15"), span("12:00", "12:00")], day)).toEqual([
    span("00:00", "01:00"),
    span("09:00", "11:15"),
    span("14:00", "15:00"),
  ]);
});

it("has as gaps what lies between two things, from now on, and is long enough", () => {
  const busy = [span("09:00", "10:00"), span("10:20", "11:00"), span("14:00", "15:00")];
  expect(gaps(busy, at("08:00"))).toEqual([span("11:00", "14:00")]);
  expect(gaps(busy, at("12:30"))).toEqual([span("12:30", "14:00")]);
  expect(gaps(busy, at("13:45"))).toEqual([]);
});

it("says until when somebody is free or busy", () => {
  const busy = [span("09:00", "10:00"), span("14:00", "15:00")];
  expect(freeAt(busy, at("08:00"))).toEqual({ isFree: true, until: at("09:00") });
  expect(freeAt(busy, at("09:00"))).toEqual({ isFree: false, until: at("10:00") });
  expect(freeAt(busy, at("10:00"))).toEqual({ isFree: true, until: at("14:00") });
  expect(freeAt(busy, at("15:00"))).toEqual({ isFree: true, until: undefined });
});

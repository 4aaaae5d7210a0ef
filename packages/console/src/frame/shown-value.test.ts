import { expect, it } from "vitest";
import { setPlace } from "#console/words/place.ts";
import { shownValue } from "./shown-value.ts";

setPlace({ language: "en", locale: "en-GB", zone: "Europe/Berlin", currency: "EUR" });
const options = { names: { minutesBefore: "minutes before" }, truth: { yes: "yes", no: "no" }, language: "en" };

it.each<[string, unknown, string]>([
  ["nothing", null, ""],
  ["what is so", true, "yes"],
  ["a number", 1200, "1,200"],
  ["an instant, in the person's zone", "2026-03-02T13:15:00.000Z", "2 Mar 2026, 14:15"],
  ["a day", "2026-03-02", "2 March 2026"],
  ["a text that only looks like a day", "2026-99-99", "2026-99-99"],
  ["texts", ["home", "garden"], "home and garden"],
  ["what has fields", { minutesBefore: 10, sentAt: null }, "Minutes before: 10"],
  ["a field that has no name yet", [{ madeUp: "a" }, { madeUp: "b" }], "Made up: a\nMade up: b"],
  ["hostile text as it is", "<b>x</b>", "<b>x</b>"],
])("says %s", (_, value, text) => {
  expect(shownValue(value, options)).toBe(text);
});

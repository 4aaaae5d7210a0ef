import { expect, it } from "vitest";
import { setPlace } from "#console/words/place.ts";
import { partsOf, ruleOf } from "./event-row.ts";

const liveIn = (zone: string) => setPlace({ language: "en", locale: "en-GB", zone, currency: "EUR" });
liveIn("Europe/Berlin");

it("takes a rule apart and puts it together again with another end", () => {
  expect(partsOf("FREQ=WEEKLY;BYDAY=WE;UNTIL=20260318T225900Z")).toEqual({
    base: "FREQ=WEEKLY;BYDAY=WE",
    until: "2026-03-18",
    count: null,
  });
  expect(partsOf("FREQ=DAILY;COUNT=5")).toEqual({ base: "FREQ=DAILY", until: null, count: "5" });
  expect(partsOf("")).toEqual({ base: "", until: null, count: null });
  expect(ruleOf("FREQ=DAILY", null, false)).toBe("FREQ=DAILY");
});

it("ends a series with the last minute of the day that the person names, in UTC (RFC 5545, 3.3.10)", () => {
  expect(ruleOf("FREQ=DAILY", "2026-03-18", false)).toBe("FREQ=DAILY;UNTIL=20260318T225900Z");
  expect(ruleOf("FREQ=DAILY", "2026-07-18", false)).toBe("FREQ=DAILY;UNTIL=20260718T215900Z");
  expect(ruleOf("FREQ=DAILY", "2026-03-18", true)).toBe("FREQ=DAILY;UNTIL=20260318");
});

it("reads the day again that was named, also west of Greenwich, where its end is the next day in UTC", () => {
  liveIn("America/New_York");
  const rule = ruleOf("FREQ=DAILY", "2026-03-18", false);
  expect(rule).toBe("FREQ=DAILY;UNTIL=20260319T035900Z");
  expect(partsOf(rule).until).toBe("2026-03-18");
});

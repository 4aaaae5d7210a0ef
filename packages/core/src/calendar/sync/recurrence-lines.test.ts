import { expect, it } from "vitest";
import { occurrences } from "#core/calendar/expansion";
import { readLines } from "#core/calendar/sync/recurrence-lines";

it("does not keep a rule of which there is no room for the whole", () => {
  const days = Array.from({ length: 366 }, (_, n) => n + 1);
  const { recurrenceRule } = readLines([`RRULE:FREQ=YEARLY;BYYEARDAY=${days.join(",")}`], "UTC");
  expect(recurrenceRule).toBeNull();
});

it("leaves out an instance whose time the clocks skip, where the series has it", () => {
  // In Berlin the clocks go from 02:00 to 03:00 on 29 March 2026.
  const of = (lines: string[]) =>
    occurrences(
      {
        ...readLines(lines, "Europe/Berlin"),
        startAt: "2026-03-27T01:30:00.000Z",
        endAt: "2026-03-27T02:00:00.000Z",
        timezone: "Europe/Berlin",
        isAllDay: false,
        lasts: "until_end",
      },
      { from: "2026-03-27T00:00:00.000Z", to: "2026-03-31T00:00:00.000Z" },
      "UTC",
      10,
    ).map(({ startAt }) => startAt);
  const daily = "RRULE:FREQ=DAILY";
  expect(of([daily])).toContain("2026-03-29T01:30:00.000Z");
  expect(of([daily, "EXDATE;TZID=Europe/Berlin:20260329T023000"])).not.toContain("2026-03-29T01:30:00.000Z");
});

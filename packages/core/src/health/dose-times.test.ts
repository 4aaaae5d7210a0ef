import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dosesIn, type Regimen, runsOutOn, slotsOf, timesOn } from "#core/health/dose-times";
import type { DoseSchedule } from "#core/health/medical.sql";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";

const FROM = dayNumber("2026-01-01");
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "15", "30"))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
const times = fc.uniqueArray(time, { minLength: 1, maxLength: 4 });
const schedule: fc.Arbitrary<DoseSchedule> = fc.oneof(
  fc.record({ times }),
  fc.record({ times, daysOfWeek: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }) }),
  fc.record({ times, intervalDays: fc.integer({ min: 2, max: 9 }) }),
);
const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
const begins = fc.integer({ min: FROM, max: FROM + 330 });

/** What the clock of a zone shows at an instant, by Intl alone. */
function clock(of: string, at: number): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: of, dateStyle: "short", timeStyle: "short" });
  return parts.format(at);
}

describe("the doses of a schedule", () => {
  it("come at their times by the clock of the zone, each once, or later by as much as the clock skips", () => {
    fc.assert(
      fc.property(schedule, zone, begins, (asked, of, from) => {
        const version = { effectiveAt: (from - 5) * 86_400_000, startsOn: from, schedule: asked };
        const slots = [...slotsOf({ endsOn: from + 30, windowMs: 0, versions: [version] }, of, from - 3, from + 40)];
        const expected = Array.from({ length: 44 }, (_, n) => from - 3 + n).flatMap((day) => {
          if (day > from + 30) return [];
          return timesOn(version, day).map((one) => `${dayText(day)} ${one}`);
        });
        expect(slots.map((one) => `${one.day} ${one.time}`).toSorted()).toEqual(expected.toSorted());
        expect(slots.map(({ at }) => at)).toEqual(slots.map(({ at }) => at).toSorted((a, b) => a - b));
        for (const slot of slots) {
          const shown = clock(of, slot.at);
          // Clocks go forward by an hour at most here.
          if (shown !== `${slot.day} ${slot.time}`) {
            expect(shown.slice(0, 10)).toBe(slot.day);
            expect(clock(of, slot.at - 3_600_000) < `${slot.day} ${slot.time}`).toBe(true);
          }
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("are on the weekdays and every so many days that were asked for", () => {
    const days = (asked: DoseSchedule) =>
      Array.from({ length: 14 }, (_, n) => n).filter(
        (n) => timesOn({ startsOn: FROM, schedule: asked }, FROM + n).length > 0,
      );
    // The first of January 2026 is a Thursday.
    expect(days({ times: ["08:00"], daysOfWeek: [4, 7] })).toEqual([0, 3, 7, 10]);
    expect(days({ times: ["08:00"], intervalDays: 5 })).toEqual([0, 5, 10]);
    expect(days({ asNeeded: true })).toEqual([]);
  });

  it("run out on the day of the first for which there is not enough", () => {
    fc.assert(
      fc.property(schedule, zone, fc.integer({ min: 0, max: 40 }), (asked, of, stock) => {
        const now = Date.parse("2026-03-10T12:00:00Z");
        const version = { effectiveAt: now - 30 * 86_400_000, startsOn: FROM, schedule: asked };
        const regimen: Regimen = { endsOn: null, windowMs: 3_600_000, versions: [version] };
        const left = [...slotsOf(regimen, of, dayNumber("2026-03-08"), dayNumber("2027-12-31"))].filter(
          ({ at }) => at + regimen.windowMs >= now,
        );
        expect(runsOutOn(regimen, of, now, stock, () => true)).toBe(left[stock]?.day ?? null);
      }),
      { numRuns: 40, seed: 11 },
    );
    expect([dosesIn(0.3, 0.1), dosesIn(1, 3), dosesIn(0, 1)]).toEqual([3, 0, 0]);
  });
});

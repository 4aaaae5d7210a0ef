/** Instances of many series at once. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstInstances, type Instance, instancesIn, type WindowRow } from "#core/calendar/window";

const MINUTE_MS = 60_000;
const WINDOW = { from: "2026-10-20T00:00:00Z", to: "2026-11-05T00:00:00Z", zone: "Europe/Berlin" };

const rowOf = (id: string, minute: number, rest: Partial<WindowRow> = {}): WindowRow => ({
  id,
  status: "scheduled",
  startAt: new Date(Date.parse("2026-10-01T00:00:00Z") + minute * MINUTE_MS).toISOString(),
  endAt: new Date(Date.parse("2026-10-01T00:00:00Z") + (minute + 30) * MINUTE_MS).toISOString(),
  timezone: "Europe/Berlin",
  isAllDay: false,
  lasts: "until_end",
  recurrenceRule: "FREQ=DAILY",
  recurrenceExdates: [],
  recurrenceRdates: [],
  recurrenceParentId: null,
  recurrenceOriginalStart: null,
  hasParent: false,
  ...rest,
});

describe("the first instances of a window", () => {
  it("are those that sorting all of them would give, also where clocks are set back", () => {
    const row = fc.record({
      minute: fc.integer({ min: 0, max: 24 * 60 }),
      timezone: fc.constantFrom(null, "Europe/Berlin", "Asia/Tokyo"),
      recurrenceRule: fc.constantFrom(null, "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=3"),
    });
    const shown = ({ row: { id }, start, end }: Instance<WindowRow>) => `${start} ${end} ${id}`;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (given, most) => {
        const rows = given.map(({ minute, ...rest }, n) => rowOf(String(n).padStart(3, "0"), minute, rest));
        const all = instancesIn(rows, WINDOW, 1_000)
          .sort((a, b) => a.start - b.start || a.end - b.end || a.row.id.localeCompare(b.row.id))
          .map(shown);
        expect(firstInstances(rows, WINDOW, most).map(shown)).toEqual(all.slice(0, most));
      }),
    );
  });

  it("are found without the rest: 20,000 daily series of 100 days cost a few times what is shown of them", () => {
    let visited = 0;
    // The clocks of a row are asked for its zone for each instance that is visited.
    const counted = (row: WindowRow): WindowRow =>
      Object.defineProperty(row, "timezone", {
        get() {
          visited++;
          return "UTC";
        },
      });
    const rows = Array.from({ length: 20_000 }, (_, n) => counted(rowOf(String(n), n % 1_440)));
    const found = firstInstances(
      rows,
      { from: "2026-10-20T00:00:00Z", to: "2027-01-28T00:00:00Z", zone: "UTC" },
      5_001,
    );
    expect(found).toHaveLength(5_001);
    expect(found.every(({ start }) => start <= found.at(-1)!.start)).toBe(true);
    expect(visited).toBeLessThan(20 * 20_000);
  });
});

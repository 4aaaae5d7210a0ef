/**
 * Instances of series beside those of rrule-temporal, which shares no code with the product. It works out the rule on clocks that never
 * change, because it leaves out the times that clocks skip (RFC 5545, section 3.3.10), while the product moves them forward; Temporal
 * then finds the moments of those times in the zone, by the same rule as the product (its "compatible" disambiguation).
 */

import fc from "fast-check";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { type EventSeries, occurrences, occurrencesFrom } from "#core/calendar/expansion";
import { isWhole, SEED } from "#testing/sampled";

const ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago", "UTC"];
const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const some = <T>(values: fc.Arbitrary<T>) => fc.uniqueArray(values, { minLength: 1, maxLength: 3 });
const list = (name: string) => (values: readonly unknown[]) => `;${name}=${values.join(",")}`;
const none = fc.constant("");

const rules = fc
  .oneof(
    fc.tuple(fc.constant("FREQ=DAILY"), none),
    fc.tuple(fc.constant("FREQ=WEEKLY"), fc.oneof(none, some(fc.constantFrom(...DAYS)).map(list("BYDAY")))),
    fc.tuple(
      fc.constant("FREQ=MONTHLY"),
      fc.oneof(
        none,
        some(fc.integer({ min: 1, max: 31 })).map(list("BYMONTHDAY")),
        fc.tuple(fc.constantFrom(1, 2, 4, -1), fc.constantFrom(...DAYS)).map(([n, day]) => `;BYDAY=${n}${day}`),
        fc.constantFrom(-1, 1, 3).map((n) => `;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${n}`),
      ),
    ),
    fc.tuple(
      fc.constant("FREQ=YEARLY"),
      fc.oneof(
        none,
        fc.integer({ min: 1, max: 12 }).map((n) => `;BYMONTH=${n};BYDAY=2SU`),
      ),
    ),
  )
  .chain(([freq, by]) =>
    fc
      .tuple(
        fc.integer({ min: 1, max: 4 }),
        fc.oneof(
          none,
          fc.integer({ min: 1, max: 60 }).map((n) => `;COUNT=${n}`),
        ),
      )
      .map(([interval, count]) => `${freq};INTERVAL=${interval}${by}${count}`),
  );

const aStart = fc.record({
  day: fc.integer({ min: 0, max: 3_000 }),
  minute: fc.constantFrom(0, 30, 90, 150, 165, 540, 1_410),
  zone: fc.constantFrom(...ZONES),
});

const DAY_MS = 86_400_000;
const wallText = (wall: Date) => wall.toISOString().slice(0, 19).replace(/[-:]/g, "");

describe("a series of any rule", () => {
  it("has the instances that rrule-temporal has, over changes of clocks and from any window on", () => {
    fc.assert(
      fc.property(rules, aStart, fc.integer({ min: 0, max: 900 }), (rule, { day, minute, zone }, later) => {
        // rrule-temporal leaves out a start that its rule does not match, so the series begins with the first match.
        const anchor = matching(rule, new Date(Date.UTC(2019, 0, 1 + day, 0, minute)));
        const wall = Temporal.PlainDateTime.from(anchor.toISOString().slice(0, 19));
        const start = wall.toZonedDateTime(zone);
        // A start that the clocks skip has another time of day than its series.
        fc.pre(start.toPlainDateTime().equals(wall));
        const startAt = new Date(start.epochMilliseconds).toISOString();
        const series = { ...EVENT, startAt, endAt: startAt, timezone: zone, recurrenceRule: rule };
        const from = new Date(start.epochMilliseconds + later * DAY_MS);
        const to = new Date(from.getTime() + 400 * DAY_MS);
        const oracle = new RRuleTemporal({
          rruleString: `DTSTART:${wallText(anchor)}Z\nRRULE:${rule}`,
          temporal: Temporal,
        });
        const around = (moment: Date, days: number) => new Date(moment.getTime() + days * DAY_MS);
        const expected = oracle
          .between(around(from, -2), around(to, 2), true)
          .map((at) => at.toPlainDateTime().toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds)
          .filter((moment) => moment >= from.getTime() && moment < to.getTime())
          .map((moment) => new Date(moment).toISOString());
        const found = occurrences(series, { from: from.toISOString(), to: to.toISOString() }, "UTC", 1_000);
        expect(found.map((one) => one.startAt)).toEqual(expected);
      }),
      { numRuns: isWhole("year") ? 600 : 120, seed: SEED, verbose: true },
    );
  });
});

const EVENT: EventSeries = {
  startAt: "",
  endAt: "",
  timezone: "UTC",
  isAllDay: false,
  lasts: "until_end",
  recurrenceRule: null,
  recurrenceExdates: [],
  recurrenceRdates: [],
};

/** The first day from a moment on that a rule matches; the moment itself, when what the rule leaves open is as on it. */
function matching(rule: string, at: Date): Date {
  const before = at.toISOString();
  const series = {
    ...EVENT,
    startAt: before,
    endAt: before,
    recurrenceRule: rule.replace(/;COUNT=\d+/, "").replace(/INTERVAL=\d+/, "INTERVAL=1"),
  };
  const isOpen = !rule.includes("BY");
  const [, next] = occurrencesFrom(series, before, 2);
  return isOpen ? at : new Date(next!.startAt);
}

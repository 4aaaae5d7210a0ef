/** That the runtime and the database mean the same clocks by every zone that a person may name. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forEachDatabase, type OpenDatabase } from "#testing/database";
import { someOf } from "#testing/sampled";
import { timeZoneOf, timeZones } from "./time-zones.ts";
import { TimeZone } from "./wire.ts";

describe("the zone that a client means", () => {
  it.each([
    ["europe/berlin", "Europe/Berlin"],
    ["AMERICA/ARGENTINA/BUENOS_AIRES", "America/Argentina/Buenos_Aires"],
    ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Asia/Katmandu", "Asia/Kathmandu"],
    ["Pacific/Truk", "Pacific/Chuuk"],
    ["US/Pacific", "America/Los_Angeles"],
    ["US/Pacific-New", "America/Los_Angeles"],
    ["Canada/East-Saskatchewan", "America/Regina"],
    ["GB", "Europe/London"],
    ["CET", "Europe/Brussels"],
    ["MET", "Europe/Brussels"],
    ["EST5EDT", "America/New_York"],
    ["Etc/UTC", "UTC"],
    ["Zulu", "UTC"],
    ["GMT", "UTC"],
    ["etc/gmt+5", "Etc/GMT+5"],
    // A country's own zone stays, although its clocks have long been those of another.
    ["Europe/Stockholm", "Europe/Stockholm"],
  ])("%s is %s", (said, zone) => {
    expect(timeZoneOf(said)).toBe(zone);
    expect(TimeZone.parse(said)).toBe(zone);
  });

  it.each([
    ["SST", "abbreviation"],
    ["PST", "abbreviation"],
    ["IST", "abbreviation"],
    ["BST", "abbreviation"],
    ["CEST", "abbreviation"],
    ["+02:00", "summer time"],
    ["GMT+2", "summer time"],
    ["UTC-03:30", "summer time"],
    ["Mars/Base", "such as Europe/Berlin"],
    ["SystemV/PST8PDT", "such as Europe/Berlin"],
    ["Factory", "such as Europe/Berlin"],
    ["Europe/Berlin; drop", "such as Europe/Berlin"],
    [" Europe/Berlin", "such as Europe/Berlin"],
    ["", "such as Europe/Berlin"],
  ])("is not %j, which is said in words", (said, words) => {
    const { success, error } = TimeZone.safeParse(said);
    expect(success).toBe(false);
    expect(error!.issues).toMatchObject([{ message: expect.stringContaining(words) }]);
  });

  it("has no other name once it has been read", () => {
    expect(timeZones().filter((zone) => timeZoneOf(zone) !== zone)).toEqual([]);
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf("timeZone")), (name) => {
        const zone = timeZoneOf(name)!;
        expect(timeZones()).toContain(zone);
        expect(timeZoneOf(name.toLowerCase())).toBe(zone);
      }),
    );
  });
});

/** Of the zones whose clocks are compared, `npm run prove -- time-zones` takes all. */
const compared = someOf("time-zones", timeZones(), 60);

/** The last instant that every time zone database of today tells alike: laws are made for later. */
const SETTLED = Date.UTC(2025, 11, 31);

forEachDatabase("every zone", (open) => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  const query = <R>(text: string, values: unknown[] = []) => opened.database.query<R>(text, values);

  it("is in the database's list, and no other", async () => {
    const [row] = await query<{ list: string }>(
      "select pg_get_constraintdef(oid) as list from pg_constraint where conname = 'time_zone_check'",
    );
    const listed = [...row!.list.matchAll(/'([^']+)'/g)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual(timeZones().toSorted());
    for (const name of ["CET", "europe/berlin", "Asia/Calcutta", "SST", ""])
      await expect(query("select $1::time_zone", [name])).rejects.toMatchObject({ code: "23514" });
  });

  it("is known to the database, which has no name that is not taken for one of them", async () => {
    const known = (await query<{ name: string }>("select name from pg_timezone_names")).map(({ name }) => name);
    expect(timeZones().filter((zone) => !known.includes(zone))).toEqual([]);
    // Folders of a system's own (posix/, right/) hold the same zones again.
    const others = known.filter((name) => timeZoneOf(name) === undefined && !/^(posix|right)\//.test(name));
    expect(others.filter((name) => name !== "Factory" && name !== "localtime" && name !== "posixrules")).toEqual([]);
  });

  it("shows the same clocks to both, in every year up to now", async () => {
    expect(await disagreements(instantsOf(1, 2025, SETTLED))).toEqual([]);
  });

  it("shows the same clocks to both at any instant", async () => {
    const instant = fc.integer({ min: Date.UTC(1850, 0, 1) / 60_000, max: SETTLED / 60_000 }).map((at) => at * 60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(instant, { minLength: 50, maxLength: 50 }), async (instants) => {
        expect(await disagreements(instants)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it("shows the same clocks in years to come where both are of the same age", async () => {
    const zones = new Set((await disagreements(instantsOf(2026, 9999))).map((one) => one.split(" ")[0]));
    // PGlite brings its own database, of the age of the runtime's; a server may have last year's laws.
    if (opened.pglite) expect([...zones]).toEqual([]);
    else expect(zones.size, [...zones].join(" ")).toBeLessThan(12);
  });

  /** Where the two differ, as `zone instant`. */
  async function disagreements(instants: readonly number[]): Promise<string[]> {
    const rows = await query<{ zone: string; offsets: string }>(
      `select z.zone, string_agg(extract(epoch from (t.at at time zone z.zone) - (t.at at time zone 'UTC'))::int::text, ',' order by t.n) as offsets
       from unnest($1::text[]) z(zone), (select to_timestamp(e) as at, n from unnest($2::float8[]) with ordinality e(e, n)) t group by z.zone`,
      [`{${compared.join(",")}}`, `{${instants.map((at) => at / 1_000).join(",")}}`],
    );
    return rows.flatMap(({ zone, offsets }) => {
      const offsetAt = offsetsInIntl(zone);
      const theirs = offsets.split(",").map(Number);
      return instants
        .filter((at, i) => offsetAt(at) !== theirs[i])
        .map((at) => `${zone} ${new Date(at).toISOString()}`);
    });
  }
});

/** Instants of every month in which clocks are changed, of every year since they are; of older and farther years, some. */
function instantsOf(from: number, to: number, until = Number.POSITIVE_INFINITY): number[] {
  const instants: number[] = [];
  for (let year = from; year <= to; year += year < 1850 || year > 2150 ? 400 : 1) {
    for (const month of [0, 2, 3, 5, 8, 9, 10]) {
      const at = new Date(0);
      at.setUTCFullYear(year, month, (year % 28) + 1);
      if (at.getTime() < until) instants.push(at.getTime() + 5 * 3_600_000);
    }
  }
  return instants;
}

/** The distance from UTC in seconds. */
function offsetsInIntl(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return (instant) => {
    const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")!.value;
    const [, sign, ...parts] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name)!;
    const [hours, minutes, seconds] = parts.map((part) => Number(part ?? 0)) as [number, number, number];
    return (sign === "-" ? -1 : 1) * (hours * 3_600 + minutes * 60 + seconds) || 0;
  };
}

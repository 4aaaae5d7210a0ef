/** The series of the corpora, expanded here and by ical.js. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { occurrencesFrom } from "#core/calendar/expansion";
import { type IcsRow, read } from "#core/calendar/ics/read";
import { wallAt } from "#core/rhythm/zone-clock";
import { someOf } from "#testing/sampled";
import { bytesSource } from "./bytes-source.ts";

const CORPORA = path.join(process.env.LIFEOS_DATA ?? path.join(import.meta.dirname, "../../../../../../shared/data"));
const INSTANCES = 200;

/** Where ical.js has other instances, by file and UID, and the clause of RFC 5545 by which ours are right. */
const FIRST = "3.8.5.3: DTSTART is the first instance, also where the rule does not match it";
const DATE = "3.3.4: a DATE; ical.js refuses one whose VALUE=DATE is missing, and with it the whole event";
const DIFFERENCES: Readonly<Record<string, string>> = {
  "Office-2012-owa.ics lifeos-XvRnbUhGt6Z1zsDfHEMzy0sfGAUMtp0_BDal13KyG0M": FIRST,
  "biweekly-exdate-until.ics 1234567-ABCD-ABCD-ABCD-123456789012": DATE,
  "festival-multiday-rrule.ics lifeos-H8NVVQncJ0lwsNBNQULr_VCXt63b8W91LxbT2xL7p4o": FIRST,
  "ms_timezones.ics 040000008200E00074C5B7101A82E00800000000C8CF296B9654D60100000000000000001000000031C6A267A9E4A2489CEB57D709E7A37F":
    "3.2: a quote that is not closed breaks its own line; ical.js refuses the file",
  "windows-quoted-tz-rrule.ics 0000001":
    "3.8.5.1: an EXDATE in another zone names a moment; ical.js does not know the zone of the start, and compares what clocks show",
  "Attachment3.ics uuid1153170430406": FIRST,
  "Attachment4.ics uuid1153170430406": FIRST,
  "Categories1.ics uuid1153170430406": DATE,
  "DateTime1.ics nc2o66s0u36iesitl2l0b8inn8@google.com": FIRST,
  "Encoding1.ics dXVpZDExNTMxNzA0MzA0MDY=": FIRST,
  "Encoding2.ics uuid1153170430406": FIRST,
  "Encoding3.ics dXVpZDExNTMxNzA0MzA0MDY=": FIRST,
  "Event4.ics uuid1153170430406": FIRST,
  "GeographicLocation1.ics uuid1153170430406": FIRST,
};

describe("a series of a calendar file", () => {
  for (const folder of someOf("slow", ["ics-node-ical", "ics-ical.net"], 1)) {
    it(`${folder}: has the instances that ical.js finds, or those that RFC 5545 names`, async () => {
      const differing: string[] = [];
      const files = filesIn(folder);
      let series = 0;
      for (const name of files) {
        const text = readFileSync(path.join(CORPORA, folder, name), "utf8");
        for (const row of await seriesOf(text)) {
          series++;
          const [ours, theirs] = [instancesOf(row), instancesByIcalJs(text, row)];
          const key = `${name} ${row.uid}`;
          if (JSON.stringify(ours) === JSON.stringify(theirs)) continue;
          differing.push(DIFFERENCES[key] ? key : `${key}: ${firstDifference(ours, theirs)}`);
        }
      }
      expect(series).toBeGreaterThan(files.length === 0 ? -1 : 20);
      const listed = Object.keys(DIFFERENCES).filter((key) => files.includes(key.split(" ")[0]!));
      expect(differing.sort()).toEqual(listed.sort());
    }, 60_000);
  }
});

async function seriesOf(text: string): Promise<IcsRow[]> {
  const found: IcsRow[] = [];
  try {
    for await (const { row } of read(bytesSource(Buffer.from(text)), undefined))
      if (row && !row.recurrenceId && row.countsInstead === undefined && isSeries(row)) found.push(row);
  } catch {
    // What is no calendar has no series.
  }
  return found;
}

const isSeries = ({ columns }: IcsRow) => columns.recurrenceRule !== null || columns.recurrenceRdates.length > 0;

/** What clocks in the series' zone show at the start of each instance. */
function instancesOf({ columns }: IcsRow): string[] {
  const { timezone, startAt } = columns;
  return occurrencesFrom(columns, startAt, INSTANCES).map(({ originalStart }) => {
    const at = Date.parse(originalStart);
    return new Date(timezone === null ? at : wallAt(timezone, at)).toISOString().slice(0, columns.isAllDay ? 10 : 19);
  });
}

function instancesByIcalJs(text: string, { uid, columns }: IcsRow): string[] {
  try {
    const calendars = [ICAL.parse(text)].flat();
    const roots = (typeof calendars[0] === "string" ? [calendars] : calendars) as unknown[][];
    const events = roots.flatMap((root) => new ICAL.Component(root).getAllSubcomponents("vevent"));
    const sequenceOf = (one: InstanceType<typeof ICAL.Component>) => Number(one.getFirstPropertyValue("sequence") ?? 0);
    const [component] = events
      .filter((one) => {
        const [own, title] = [one.getFirstPropertyValue("uid"), String(one.getFirstPropertyValue("summary"))];
        return (
          (own === uid || (own === null && title.trim() === columns.title)) && !one.getFirstProperty("recurrence-id")
        );
      })
      .sort((a, b) => sequenceOf(b) - sequenceOf(a));
    if (!component) return ["ical.js finds no such event"];
    // Exceptions are left out of both: which instances they replace is tried elsewhere.
    const iterator = new ICAL.Event(component, { exceptions: [] }).iterator();
    const starts: string[] = [];
    for (let next = iterator.next(); next && starts.length < INSTANCES; next = iterator.next())
      starts.push(next.toString().replace(/Z$/, ""));
    return starts;
  } catch (error) {
    return [`ical.js: ${(error as Error).message}`];
  }
}

function firstDifference(ours: string[], theirs: string[]): string {
  const at = Array.from({ length: INSTANCES }, (_, n) => n).find((n) => ours[n] !== theirs[n]) ?? 0;
  return `at ${at} of ${ours.length} and ${theirs.length}: ${ours[at]} and ${theirs[at]}`;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(path.join(CORPORA, folder)).filter((name) => name.endsWith(".ics"));
  } catch {
    console.log(`${folder} is not here, so its series are not expanded`);
    return [];
  }
}

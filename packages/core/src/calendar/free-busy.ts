/**
 * When people are busy: blocks without titles, merged where they overlap or touch. Cancelled and skipped events, transparent ones
 * (RFC 5545, section 3.8.2.7) and declined invitations leave their time free; what lasts all day and is opaque takes it.
 * Events of calendars that are hidden in the agenda (`isSelected`) count, as at Google; those of calendars that one only reads do not.
 */

import { sql } from "drizzle-orm";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { calendarFields } from "#core/calendar/sayings";
import { instancesIn, type WindowRow } from "#core/calendar/window";
import { isInYears } from "#core/rhythm/years";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { NotFound, wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { rowReader } from "#kit/selection";
import { columnsOf } from "#kit/table";

export const MAX_DAYS = 100;
/** The most instances of one series that are looked at, which is more than a series can have in a hundred days. */
const MAX_INSTANCES = 5_000;

export interface Busy {
  userId: string;
  busy: { startAt: string; endAt: string }[];
}

interface BusyRow extends WindowRow {
  userId: string;
  /** The time zone of the person whose event it is. */
  zone: string;
  isFree: boolean;
}

/** The busy blocks of the speaker, or of each member of one of their households, within a window of instants. One flight. */
export async function freeBusy(
  ctx: Ctx,
  { from, to = weekAfter(from), householdId }: { from: string; to?: string; householdId?: string },
): Promise<Busy[]> {
  const ms = Date.parse(to) - Date.parse(from);
  if (!isInYears(to)) throw wrongInput({ parameter: "from" }, calendarFields("years_left"));
  if (ms <= 0) throw wrongInput({ parameter: "to" }, fieldSayings("after_field", { field: "from" }));
  if (ms > MAX_DAYS * 86_400_000)
    throw wrongInput({ parameter: "to" }, calendarFields("days_after_field", { max: MAX_DAYS, field: "from" }));
  const [rows, people] = await ctx.db.batch([busyRead(householdId, from, to), peopleRead(householdId)]);
  if (people.length === 0) throw NotFound();
  const byPerson = Map.groupBy(rows, ({ userId }) => userId);
  return people.map(({ userId, zone }) => {
    const instances = instancesIn(byPerson.get(userId) ?? [], { from, to, zone }, MAX_INSTANCES);
    const blocks = instances.filter(({ row, start, end }) => !row.isFree && start < end);
    return { userId, busy: merged(blocks, Date.parse(from), Date.parse(to)) };
  });
}

const weekAfter = (instant: string) => new Date(Date.parse(instant) + 7 * 86_400_000).toISOString();

/** The blocks of time within a window that some others take, in order, without gaps between those that overlap or touch. */
function merged(blocks: { start: number; end: number }[], from: number, to: number): Busy["busy"] {
  const result: { start: number; end: number }[] = [];
  for (const block of blocks.sort((a, b) => a.start - b.start)) {
    const [start, end] = [Math.max(block.start, from), Math.min(block.end, to)];
    const last = result.at(-1);
    if (!last || start > last.end) result.push({ start, end });
    else if (end > last.end) last.end = end;
  }
  return result.map(({ start, end }) => ({
    startAt: new Date(start).toISOString(),
    endAt: new Date(end).toISOString(),
  }));
}

function busyRead(householdId: string | undefined, from: string, to: string): Read<BusyRow[]> {
  const columns = columnsOf(calendarEvents);
  return {
    ...read(sql`select * from busy_events_of(${householdId ?? null}::uuid, ${from}::timestamptz, ${to}::timestamptz)`),
    decode({ columns: names, rows }) {
      const reader = rowReader(columns, names);
      const [zone, isFree, hasParent] = ["zone", "isFree", "hasParent"].map((name) => names.indexOf(name)) as [
        number,
        number,
        number,
      ];
      return rows.map(
        (row) =>
          ({
            ...reader(row),
            zone: row[zone],
            isFree: row[isFree] === true,
            hasParent: row[hasParent] === true,
          }) as BusyRow,
      );
    },
  };
}

const peopleRead = (householdId: string | undefined) =>
  read<{ userId: string; zone: string }>(sql`select * from busy_people_of(${householdId ?? null}::uuid)`);

/** The journal by its days, and what earlier years have of a day. */
import { sql } from "drizzle-orm";
import { journalEntries } from "#core/knowledge/journal.sql";
import { journalFields } from "#core/knowledge/sayings";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";

export interface JournalDay {
  date: string;
  entries: number;
  /** The mean of the moods of the day, to a tenth; null when none is said. */
  mood: number | null;
}

const MAX_DAYS = 732;
const DAY_MS = 86_400_000;

/** The days of a span with at least one entry of the speaker's, in order; `from` and `to` included. One flight. */
export async function days(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<JournalDay[]> {
  const length = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (length < 1) throw wrongInput({ parameter: "to" }, fieldSayings("not_before_field", { field: "from" }));
  if (length > MAX_DAYS)
    throw wrongInput({ parameter: "to" }, journalFields("journal_span_too_long", { max: MAX_DAYS }));
  const [rows] = await ctx.db.batch([
    read<JournalDay>(sql`
      select entry_date::text as date, count(*)::int as entries, round(avg(mood), 1)::float8 as mood from ${journalEntries}
      where user_id = ${me} and deleted_at is null and entry_date between ${from}::date and ${to}::date
      group by entry_date order by entry_date`),
  ]);
  return rows;
}

export interface OnThisDay {
  id: string;
  entryDate: string;
  content: string;
  mood: number | null;
}

const MOST_ENTRIES = 20;
const EXCERPT_CHARS = 600;

/**
 * The beginnings of what the speaker has written on this day of the hundred years before, the newest first. A year without 29 February has what was
 * written on it on the 28th. One flight.
 */
export async function onThisDay(ctx: Ctx, date: string): Promise<OnThisDay[]> {
  const [rows] = await ctx.db.batch([
    read<OnThisDay>(sql`
      with that as (
        select ${date}::date as day, extract(year from ${date}::date)::int as year
      ), days as (
        select (that.day - make_interval(years => n))::date as day from that, generate_series(1, 100) n
        where to_char(that.day - make_interval(years => n), 'MM-DD') = to_char(that.day, 'MM-DD')
        union all
        select make_date(y, 2, 29) from that, generate_series(greatest(year - 100, 4), year - 1) y
        where to_char(that.day, 'MM-DD') = '02-28' and to_char(that.day + 1, 'MM-DD') = '03-01'
          and y % 4 = 0 and (y % 100 <> 0 or y % 400 = 0)
      )
      select e.id, e.entry_date::text as "entryDate", left(e.content, ${EXCERPT_CHARS}::int) as content, e.mood
      from days join ${journalEntries} e on e.user_id = ${me} and e.entry_date = days.day and e.deleted_at is null
      order by e.entry_date desc, e.id desc limit ${MOST_ENTRIES}::int`),
  ]);
  return rows;
}

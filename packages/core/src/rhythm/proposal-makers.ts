/** Habits that are done at another time of day than they are meant for: to be asked for then. */
import { sql } from "drizzle-orm";
import type { Makers } from "#core/cortex/proposal-maker";
import { myZone } from "#core/identity/zone";
import { habitCheckIns, habits } from "#core/rhythm/habits.sql";
import { told } from "#core/rhythm/told.en";
import { read } from "#kit/db";
import { me } from "#kit/table";
import { cut } from "#kit/text";

const WITHIN_DAYS = 28;
/** So often it was done at a time that is known. */
const LEAST_TIMES = 8;
/** So many of these times were in the same other part of the day. */
const SHARE = 0.75;
const MOST = 10;

const WHEN = { morning: "in the morning", afternoon: "in the afternoon", evening: "in the evening" } as const;

interface Moved {
  id: string;
  version: number;
  name: string;
  timeOfDay: string;
  remindAt: string | null;
  /** The part of the day in which it is done, how often, of how many times, and at which minute of the day in the middle. */
  part: keyof typeof WHEN;
  times: number;
  days: number;
  minute: number;
}

export default {
  habit_time(_ctx, day) {
    // A day ends at four: who reads at one has done it in the evening.
    const query = read<Moved>(sql`
      with done as materialized (
        select c.habit_id, extract(hour from (c.completed_at at time zone ${myZone}) - interval '4 hours')::int as hour,
          extract(hour from c.completed_at at time zone ${myZone})::int * 60 + extract(minute from c.completed_at at time zone ${myZone})::int as minute
        from ${habitCheckIns} c where c.user_id = ${me} and c.deleted_at is null and c.status = 'done' and c.completed_at is not null
          and c.date > ${day}::date - ${WITHIN_DAYS}::int and c.date <= ${day}::date),
      by_part as (
        select habit_id, case when hour < 8 then 'morning' when hour < 13 then 'afternoon' else 'evening' end as part,
          count(*) as times, percentile_disc(0.5) within group (order by minute) as minute,
          (sum(count(*)) over (partition by habit_id))::int as days from done group by 1, 2)
      select h.id, h.version, h.name, h.time_of_day as "timeOfDay", to_char(h.remind_at, 'HH24:MI') as "remindAt",
        p.part, p.times::int as times, p.days, p.minute::int as minute
      from by_part p join ${habits} h on h.id = p.habit_id
      where h.user_id = ${me} and h.deleted_at is null and h.is_active and h.time_of_day <> 'anytime' and h.time_of_day <> p.part
        and p.days >= ${LEAST_TIMES}::int and p.times >= p.days * ${SHARE}::numeric
      order by p.times desc, h.id limit ${MOST}::int`);
    return {
      ...query,
      decode: (result) =>
        query.decode(result).map(({ id, version, name, timeOfDay, remindAt, part, times, days, minute }) => {
          const values = { when: WHEN[part], habit: cut(name, 200) };
          return {
            kind: "habit",
            action: "update",
            targetId: id,
            targetVersion: version,
            // A time that its person has set for being reminded moves along; without one it is that of the part of the day.
            fields: { timeOfDay: part, ...(remindAt !== null && { remindAt: quarter(minute) }) },
            from: { timeOfDay, ...(remindAt !== null && { remindAt }) },
            telling: {
              title: told("habit_at_another_time", values),
              body: [told("habit_done_later", { days, times, when: values.when })],
            },
          } as const;
        }),
    };
  },
} satisfies Makers;

/** The quarter of an hour before, as a time of day. */
function quarter(minute: number): string {
  const at = Math.floor(minute / 15) * 15;
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

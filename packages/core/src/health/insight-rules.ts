/** What is noticed of sleep, beside what else a day had. */
import { sql } from "drizzle-orm";
import { busyTimes } from "#core/calendar/busy-times";
import { instancesIn } from "#core/calendar/window";
import { type AgendaRow, windowRead } from "#core/calendar/window-read";
import { insightRule } from "#core/cortex/insight-rule";
import { healthMetricDays } from "#core/health/metrics.sql";
import { told } from "#core/health/told.en";
import { read } from "#kit/db";
import { me } from "#kit/table";

export const SHORT_SLEEP_MINUTES = 360;
export const LONG_MEETINGS_MINUTES = 240;
const MANY = 20;
const MAX_OF_SERIES = 50;

/** Others take part in it, or it is a call; and its person has not said no. */
function isMeeting({ isAllDay, transparency, attendees, conferenceUrl }: AgendaRow): boolean {
  if (isAllDay || transparency !== "opaque") return false;
  if (attendees?.find(({ isSelf }) => isSelf)?.response === "declined") return false;
  return Boolean(conferenceUrl) || (attendees ?? []).some(({ isSelf }) => !isSelf);
}

export default {
  burnout_sleep: insightRule({
    insightType: "burnout",
    base: { right: 4.7, wrong: 1.3 },
    alsoReads: ["calendar"],
    reads: ({ day, from, to }) => [
      // Of a device that tells no times there are hours alone.
      read<{ id: string; minutes: number }>(sql`
        select d.id, (d.sum * case d.metric_type when 'sleep' then 1 else 60 end)::float8 as minutes from ${healthMetricDays} d
        where d.user_id = ${me} and d.dependent_id is null and d.date = ${day}::date and d.metric_type in ('sleep', 'sleep_hours')
        order by d.metric_type limit 1`),
      windowRead(from, to),
    ],
    found([[night], rows], { from, to, timezone, weekFrom }) {
      if (!night || night.minutes <= 0 || night.minutes >= SHORT_SLEEP_MINUTES) return [];
      const [begins, ends] = [Date.parse(from), Date.parse(to)];
      const taken = busyTimes(begins, ends);
      const meetings = instancesIn(rows, { from, to, zone: timezone }, MAX_OF_SERIES).filter(
        ({ row }) => row.status !== "skipped" && isMeeting(row),
      );
      for (const { start, end } of meetings) taken.take(start, end);
      const meetingMinutes = Math.round(taken.blocks().reduce((sum, one) => sum + (one.end - one.start), 0) / 60_000);
      if (meetingMinutes < LONG_MEETINGS_MINUTES) return [];
      const hours = (minutes: number) => Math.round(minutes / 6) / 10;
      const own = new Map(meetings.map(({ row }) => [row.id, row]));
      return [
        {
          key: weekFrom,
          title: told("burnout_sleep"),
          body: [
            told("burnout_sleep_hours", { sleep: hours(night.minutes), meetings: hours(meetingMinutes) }),
            told("burnout_rest"),
          ],
          rows: [
            { type: "metric_day", id: night.id },
            ...[...own.values()].slice(0, MANY - 1).map(({ id, title }) => ({ type: "event", id, name: title })),
          ],
          figures: { sleepMinutes: Math.round(night.minutes), meetingMinutes },
        },
      ];
    },
  }),
};

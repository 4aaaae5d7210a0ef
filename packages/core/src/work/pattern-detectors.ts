/** What comes again and again in work. */
import { sql } from "drizzle-orm";
import { patternDetector } from "#core/cortex/pattern-detector";
import { mostOften } from "#core/cortex/pattern-statistics";
import { dayIn } from "#core/identity/zone";
import { tasks } from "#core/work/tasks.sql";
import { told } from "#core/work/told.en";
import { read } from "#kit/db";
import { me } from "#kit/table";

/** Parts of a day by the hour at which they begin; nobody is awake in all of the night. */
const PARTS = [
  { from: 5, saying: "finishes_in_morning" },
  { from: 12, saying: "finishes_in_afternoon" },
  { from: 18, saying: "finishes_in_evening" },
] as const;
const MANY = 5_000;

export default {
  /** The part of the day in which most tasks are finished, day by day. */
  task_hours: patternDetector({
    pillars: ["work"],
    reads: ({ begins, ends, timezone }) => [
      read<{ day: number; hour: number }>(sql`
        select ${dayIn(sql`t.completed_at`, sql`${timezone}::text`)} - date '1970-01-01' as day,
          extract(hour from t.completed_at at time zone ${timezone}::text)::int as hour
        from ${tasks} t where t.completed_by = ${me} and t.deleted_at is null and t.completed_at >= ${begins}::timestamptz
          and t.completed_at < ${ends}::timestamptz order by t.completed_at limit ${MANY}::int`),
    ],
    found([finished]) {
      const days = Map.groupBy(finished, ({ day }) => day);
      const most = mostOften(
        [...days].map(([day, ofDay]) => {
          const amounts = new Map<number, number>();
          for (const { hour } of ofDay) {
            const part = PARTS.findLastIndex(({ from }) => hour >= from);
            // After midnight the evening goes on.
            const at = part < 0 ? PARTS.length - 1 : part;
            amounts.set(at, (amounts.get(at) ?? 0) + 1);
          }
          return { day, amounts };
        }),
      );
      if (!most) return [];
      return [
        {
          key: String(most.most),
          description: told(PARTS[most.most]!.saying),
          occasions: most.occasions,
          // Most people finish tasks by day, so that an even third is no surprise; half of the days is.
          chance: 1 / 2,
          among: PARTS.length,
        },
      ];
    },
  }),
};

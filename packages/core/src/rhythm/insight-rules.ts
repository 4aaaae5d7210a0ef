/** What is noticed of focus and habits. */
import { sql } from "drizzle-orm";
import { insightRule, type Night } from "#core/cortex/insight-rule";
import { MANY } from "#core/rhythm/abandoned";
import { focusSessions } from "#core/rhythm/focus.sql";
import { habitCheckIns, habits } from "#core/rhythm/habits.sql";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { told } from "#core/rhythm/told.en";
import { read } from "#kit/db";
import { me } from "#kit/table";

interface Abandoned {
  id: string;
  plannedMinutes: number;
}

export interface StreakFacts {
  id: string;
  name: string;
  streak: number;
  freezesLeft: number;
  /** The last day on which a freeze was spent. */
  frozenOn: string | null;
  /** How often in a week it is to be done; null where it is due on days. */
  timesPerWeek: number | null;
  doneThisWeek: number;
}

/** Shorter ones are no loss worth a word. */
export const LEAST_STREAK = { days: 5, weeks: 3 } as const;

export default {
  burnout_focus: insightRule({
    insightType: "burnout",
    base: { right: 4.7, wrong: 1.3 },
    reads: ({ from, to }) => [
      read<Abandoned>(sql`
        select id, planned_minutes as "plannedMinutes" from ${focusSessions} where user_id = ${me} and deleted_at is null
          and status = 'abandoned' and ended_at >= ${from}::timestamptz and ended_at < ${to}::timestamptz order by id limit 20`),
    ],
    found([abandoned], { weekFrom }) {
      if (abandoned.length < MANY) return [];
      const count = abandoned.length;
      return [
        {
          // The week has one, whatever it shows in.
          key: weekFrom,
          title: told("burnout_focus"),
          body: [told("burnout_focus_day", { count }), told("burnout_lighter")],
          rows: abandoned.map(({ id }) => ({ type: "focus", id })),
          figures: { sessionsAbandoned: count },
        },
      ];
    },
  }),
  streak_at_risk: insightRule({
    insightType: "streak_at_risk",
    // It is missed within a week in six of ten lives: worth a look, and no message.
    base: { right: 3.6, wrong: 2.4 },
    reads: ({ today, thisWeekFrom }) => [
      read<StreakFacts>(sql`
        select h.id, h.name, h.streak_current as streak, h.freezes_left as "freezesLeft",
          (select max(c.date)::text from ${habitCheckIns} c where c.habit_id = h.id and c.user_id = ${me} and c.deleted_at is null
            and c.status = 'frozen') as "frozenOn",
          coalesce((h.frequency_config ->> 'timesPerWeek')::int,
            case when h.frequency = 'weekly' and not h.frequency_config ? 'daysOfWeek' then 1 end) as "timesPerWeek",
          (select count(*) from ${habitCheckIns} c where c.habit_id = h.id and c.user_id = ${me} and c.deleted_at is null and c.status = 'done'
            and c.date between ${thisWeekFrom}::date and ${today}::date)::int as "doneThisWeek"
        from ${habits} h where h.user_id = ${me} and h.deleted_at is null and h.is_active and h.streak_current >= ${LEAST_STREAK.weeks}::int
        order by h.streak_current desc, h.id limit 100`),
    ],
    found: ([streaks], night) =>
      streaks.flatMap((one) => {
        const risk = riskOf(one, night);
        if (!risk) return [];
        const { id, name, streak } = one;
        return [
          {
            key: `${id}:${risk.since}`,
            title: told("streak_at_risk", { name }),
            body: [
              "frozen" in risk
                ? told("streak_last_freeze", { streak })
                : told("streak_last_days", { streak, times: risk.times }),
            ],
            rows: [{ type: "habit", id, name }],
            figures: { streak },
          },
        ];
      }),
  }),
};

/** Whether a streak hangs on what is done now: its last freeze is spent, or a week has only as many days left as it still needs. */
export function riskOf(
  { streak, freezesLeft, frozenOn, timesPerWeek, doneThisWeek }: Omit<StreakFacts, "id" | "name">,
  { day, today, thisWeekFrom }: Pick<Night, "day" | "today" | "thisWeekFrom">,
): { since: string; frozen: true } | { since: string; times: number } | undefined {
  if (freezesLeft > 0) return undefined;
  if (timesPerWeek === null) {
    // Freezes are spent in the night, before or after this is looked at.
    const isLately = frozenOn !== null && frozenOn >= dayText(dayNumber(day) - 1);
    return isLately && streak >= LEAST_STREAK.days ? { since: frozenOn, frozen: true } : undefined;
  }
  const daysLeft = dayNumber(thisWeekFrom) + 7 - dayNumber(today);
  const times = timesPerWeek - doneThisWeek;
  // A week that needs all of its days hangs on each of them, which is no news.
  if (times < 1 || times !== daysLeft || timesPerWeek >= 7) return undefined;
  return { since: thisWeekFrom, times };
}

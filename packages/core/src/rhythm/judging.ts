/**
 * Judges the days of habits once they have ended: a unit that was missed by then is given a freeze, or ends the streak. Each day is
 * judged once, and what is done about it later is counted by check-ins.ts.
 */
import { sql } from "drizzle-orm";
import { HabitFrozen, HabitStreakBroken } from "#core/rhythm/events";
import { judging, returning } from "#core/rhythm/habit-changes";
import { type Habit, historyOf, mineRead, todayOf } from "#core/rhythm/habit-history";
import { habitCheckIns, habits } from "#core/rhythm/habits.sql";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { insertMany, updateMany, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, read } from "#kit/db";
import { isConflict, Unavailable } from "#kit/problem";
import { me } from "#kit/table";

const MAX_BATCHES = 100;
const MAX_ATTEMPTS = 5;

/** Judges the speaker's habits for all days until `day` (ISO 8601), which has ended in `zone`; in batches. */
export async function judge(ctx: Ctx, day: string, zone: string, { batchSize = 50 } = {}): Promise<void> {
  await judgeUnaffected(ctx, day);
  for (let batch = 0, attempt = 1; batch < MAX_BATCHES; ) {
    const [due, kept] = await ctx.db.batch([
      read<Judged>(sql`select id, version, starts_on::text as "startsOn", judged_through::text as "judgedThrough",
        streak_current as "streakCurrent", freezes_left as "freezesLeft" ${dueRows(day, batchSize)}`),
      mineRead(sql`habit_id in (select id ${dueRows(day, batchSize)})`),
    ]);
    if (due.length === 0) return;
    const today = todayOf(kept.calendar, ctx.now());
    const verdicts = due.map((habit) => ({
      habit,
      ...judging(historyOf(habit, kept, kept.calendar), dayNumber(day), zone, today, habit.freezesLeft),
    }));
    try {
      await ctx.db.batch(writing(ctx, day, verdicts));
      [batch, attempt] = [batch + 1, 1];
    } catch (error) {
      // Somebody has checked in at this moment: the habits are read again.
      if (!isConflict(error)) throw error;
      if (attempt++ >= MAX_ATTEMPTS) throw Unavailable();
    }
  }
}

type Judged = Pick<Habit, "id" | "version" | "startsOn" | "judgedThrough" | "streakCurrent" | "freezesLeft">;

const notJudged = (day: string) =>
  sql`user_id = ${me} and deleted_at is null and (judged_through is null or judged_through < ${day}::date)`;
const dueRows = (day: string, limit: number) =>
  sql`from habits where ${notJudged(day)} order by id limit ${limit}::int`;

/**
 * Habits without a streak have none to lose, and one that was done on the day has not missed it; a week may be missed on a day that
 * was done. So most habits are judged without their history.
 */
async function judgeUnaffected(ctx: Ctx, day: string): Promise<void> {
  const isDone = sql`judged_through = ${day}::date - 1 and not frequency_config ? 'timesPerWeek' and frequency <> 'weekly' and exists (
    select from ${habitCheckIns} c where c.habit_id = habits.id and c.date = ${day}::date and c.status = 'done' and c.deleted_at is null)`;
  const some = sql`${habits.id} in (select id from habits where ${notJudged(day)} and (streak_current = 0 or ${isDone}) limit 500)`;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const where = sql`${some} and ${notJudged(day)} and (streak_current = 0 or ${isDone})`;
    const [judged] = await ctx.db.batch([updateWhere(ctx, habits, where, { judgedThrough: day })]);
    if (judged.length === 0) return;
  }
}

type Verdict = ReturnType<typeof judging> & { habit: Judged };

/** Under the versions that were read; a batch that comes too late changes nothing. */
function writing(ctx: Ctx, day: string, verdicts: readonly Verdict[]): Query[] {
  const versions = JSON.stringify(verdicts.map(({ habit: { id, version } }) => ({ id, version })));
  const given = sql`jsonb_to_recordset(${versions}::jsonb) given(id uuid, version int)`;
  const isBroken = ({ habit, values }: Verdict) => values.streakCurrent < habit.streakCurrent;
  const isFrozen = ({ spent }: Verdict) => spent.length > 0;
  const rowsOf = (some: readonly Verdict[]) =>
    some.map(({ habit: { id }, values }) => ({ id, judgedThrough: day, ...values }));
  const broken = verdicts.filter(isBroken);
  const frozen = verdicts.filter((one) => !isBroken(one) && isFrozen(one));
  const others = verdicts.filter((one) => !isBroken(one) && !isFrozen(one));
  const marks = verdicts.flatMap(({ habit, spent, skipped }) => [
    ...spent.map((one) => ({ habitId: habit.id, date: dayText(one), status: "frozen" as const })),
    ...skipped.map((one) => ({ habitId: habit.id, date: dayText(one), status: "skipped" as const })),
  ]);
  return [
    effect(sql`select from habits h join ${given} on given.id = h.id order by h.id for update of h`),
    effect(sql`select raise_problem('LF005', 'a habit has changed') from ${given} left join habits h on h.id = given.id
      where h.version is distinct from given.version`),
    updateMany(ctx, habits, rowsOf(broken), {
      emits: { event: HabitStreakBroken, payload: { was: sql`"~previous" -> 'streakCurrent'` } },
    }),
    updateMany(ctx, habits, rowsOf(frozen), { emits: { event: HabitFrozen } }),
    updateMany(ctx, habits, rowsOf(others)),
    ...verdicts.flatMap(({ habit, returned }) => returning(ctx, habit, returned)),
    insertMany(ctx, habitCheckIns, marks),
  ];
}

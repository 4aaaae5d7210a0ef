/**
 * Judges the days of habits once they have ended: a unit that was missed by then is given a freeze, or ends the streak. Each day is
 * judged once, and what is done about it later is counted by check-ins.ts.
 */
import { sql } from "drizzle-orm";
import { type History, isDueOn, unitsOf } from "#core/rhythm/cadence";
import { HabitFrozen, HabitStreakBroken } from "#core/rhythm/events";
import { returning, throughOf } from "#core/rhythm/habit-changes";
import { type Calendar, type Habit, historyOf, mineRead, todayOf } from "#core/rhythm/habit-history";
import { freezesOf, streakOf } from "#core/rhythm/habit-streak";
import { habitCheckIns, habits } from "#core/rhythm/habits.sql";
import { dayExists } from "#core/rhythm/local-days";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { insertMany, updateMany, updateWhere } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
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
    const verdicts = due.map((habit) =>
      verdictOn(ctx, habit, historyOf(habit, kept, kept.calendar), kept.calendar, day, zone),
    );
    try {
      await ctx.db.batch(judging(ctx, verdicts));
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

interface Verdict {
  habit: Judged;
  values: Values<typeof habits> & { id: string; streakCurrent: number; freezesLeft: number };
  spent: string[];
  returned: string[];
  skipped: string[];
}

function verdictOn(ctx: Ctx, habit: Judged, past: History, calendar: Calendar, day: string, zone: string): Verdict {
  const since = past.judgedThrough;
  const skipped = leftOut(past, dayNumber(day), zone);
  const marks = new Map([...past.marks, ...skipped.map((one) => [one, { status: "skipped", amount: null }] as const)]);
  const history: History = { ...past, marks, judgedThrough: dayNumber(day) };
  const through = throughOf(history, todayOf(calendar, ctx.now()));
  const { spent, returned } = freezesOf(history, unitsOf(history, through), since, habit.freezesLeft);
  for (const one of returned) marks.delete(one);
  for (const one of spent) marks.set(one, { status: "frozen", amount: null });
  const { current, best } = streakOf(unitsOf(history, through));
  return {
    habit,
    values: {
      id: habit.id,
      judgedThrough: day,
      streakCurrent: current,
      streakBest: best,
      freezesLeft: habit.freezesLeft - spent.length + returned.length,
    },
    spent: spent.map(dayText),
    returned: returned.map(dayText),
    skipped: skipped.map(dayText),
  };
}

/** The days judged now on which the habit is due and that do not exist where its person is: they are skipped by their country. */
function leftOut(history: History, day: number, zone: string): number[] {
  const absent: number[] = [];
  for (let one = Math.max(history.judgedThrough + 1, day - 7); one <= day + 1; one++)
    if (!history.marks.has(one) && !dayExists(zone, dayText(one))) absent.push(one);
  if (absent.length === 0) return absent;
  const units = unitsOf(history, day + 1);
  return absent.filter((one) => units.some((unit) => isDueOn(unit, one, false)));
}

/** Under the versions that were read; a batch that comes too late changes nothing. */
function judging(ctx: Ctx, verdicts: readonly Verdict[]): Query[] {
  const versions = JSON.stringify(verdicts.map(({ habit: { id, version } }) => ({ id, version })));
  const given = sql`jsonb_to_recordset(${versions}::jsonb) given(id uuid, version int)`;
  const isBroken = ({ habit, values }: Verdict) => habit.streakCurrent > 0 && values.streakCurrent === 0;
  const isFrozen = ({ spent }: Verdict) => spent.length > 0;
  const rowsOf = (some: readonly Verdict[]) => some.map(({ values }) => values);
  const broken = verdicts.filter(isBroken);
  const frozen = verdicts.filter((one) => !isBroken(one) && isFrozen(one));
  const others = verdicts.filter((one) => !isBroken(one) && !isFrozen(one));
  const marks = verdicts.flatMap(({ habit, spent, skipped }) => [
    ...spent.map((date) => ({ habitId: habit.id, date, status: "frozen" as const })),
    ...skipped.map((date) => ({ habitId: habit.id, date, status: "skipped" as const })),
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

/**
 * Reminds people of habits that are due and of which nothing was said yet, at the habit's time of day. Every minute a schedule claims
 * those whose time has come: it advances `next_reminder_at` and emits an event in one statement, so that concurrent runs remind once.
 * The consumer of the event sends the notification, as the habit's owner.
 */
import { type SQL, sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import * as Notifications from "#core/platform/notifications";
import { isDueOn, unitsOf } from "#core/rhythm/cadence";
import { HabitDue } from "#core/rhythm/events";
import { counted, returning } from "#core/rhythm/habit-changes";
import {
  besideHabit,
  type Calendar,
  calendarJson,
  type Habit,
  historyOf,
  type Kept,
  keptRead,
  todayOf,
} from "#core/rhythm/habit-history";
import { habits } from "#core/rhythm/habits.sql";
import { dayText } from "#core/rhythm/recurrence-days";
import { nextReminder } from "#core/rhythm/reminder-times";
import { updateMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { rowRead } from "#kit/row";
import { me } from "#kit/table";
import { transition } from "#kit/transition";

/** Later than this nobody is reminded: it would be at a time that they have not chosen. */
const LATE_MS = 2 * 3_600_000;
const MAX_BATCHES = 200;
export const HABIT_DUE = "habit_due";

type Reminded = Pick<
  Habit,
  | "id"
  | "userId"
  | "isReminded"
  | "isActive"
  | "remindAt"
  | "timeOfDay"
  | "startsOn"
  | "judgedThrough"
  | "nextReminderAt"
> & { calendar: Calendar };

/** Claims all reminders whose time has come. Runs as the service; returns how many people are reminded. */
export async function remind(ctx: Ctx, { batchSize = 100 } = {}): Promise<number> {
  const now = ctx.now();
  const leftOut: string[] = [];
  let reminded = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const which = dueWhere(now, leftOut, batchSize);
    const [due, kept] = await ctx.db.batch([remindedRead(which), keptRead(sql`habit_id in (select h.id ${which})`)]);
    if (due.length === 0) break;
    const attempt = async (some: readonly Reminded[]) => {
      const rows = some.map((habit) => ({ habit, isDue: isDue(habit, kept, now) }));
      const writes = [true, false].map((due) =>
        updateMany(
          ctx,
          habits,
          rows
            .filter((one) => one.isDue === due)
            .map(({ habit }) => ({ id: habit.id, nextReminderAt: nextReminder(habit, habit.calendar, now) })),
          {
            where: sql`${habits.nextReminderAt} <= ${now.toISOString()}::timestamptz`,
            isUnseen: true,
            emits: due ? { event: HabitDue, ownStory: true, payload: { dueAt: DUE_AT } } : undefined,
          },
        ),
      );
      const [told] = await ctx.db.batch(writes);
      reminded += told!.length;
    };
    const done = await eachApart(ctx, due, attempt, ({ id, userId }) => ({
      schedule: "rhythm.remind",
      userId,
      habitId: id,
    }));
    leftOut.push(...due.filter((one) => !done.includes(one)).map(({ id }) => id));
  }
  return reminded;
}

const dueWhere = (now: Date, except: readonly string[], limit: number): SQL =>
  sql`from habits h join users u on u.id = h.user_id where h.next_reminder_at <= ${now.toISOString()}::timestamptz and h.deleted_at is null
    and u.deleted_at is null and h.id <> all(${`{${except.join(",")}}`}::uuid[]) order by h.next_reminder_at, h.id limit ${limit}::int`;

function remindedRead(which: SQL): Read<Reminded[]> {
  const query = read<{
    habit: string;
  }>(sql`select jsonb_build_object('id', h.id, 'userId', h.user_id, 'isReminded', h.is_reminded,
    'isActive', h.is_active, 'remindAt', to_char(h.remind_at, 'HH24:MI'), 'timeOfDay', h.time_of_day, 'startsOn', h.starts_on,
    'judgedThrough', h.judged_through, 'nextReminderAt', h.next_reminder_at, 'calendar', ${calendarJson})::text as habit ${which}`);
  return { ...query, decode: (result) => query.decode(result).map(({ habit }) => JSON.parse(habit) as Reminded) };
}

function isDue(habit: Reminded, kept: Kept, now: Date): boolean {
  const at = new Date(habit.nextReminderAt!);
  if (now.getTime() - at.getTime() > LATE_MS) return false;
  const history = historyOf(habit, kept, habit.calendar);
  const day = todayOf(habit.calendar, at);
  return !history.marks.has(day) && unitsOf(history, day).some((unit) => isDueOn(unit, day, false));
}

/** The time for which the reminder was kept, as an event has it. */
const DUE_AT = sql`to_jsonb(to_char(("~previous" ->> 'nextReminderAt')::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

/**
 * Tells the speaker that a habit is due, unless they have said something of the day since. It is the day of the reminder (`dueAt`, ISO
 * 8601), although it may be delivered when the next one has begun.
 */
export async function send(ctx: Ctx, habitId: string, eventId: string, dueAt?: string): Promise<void> {
  const [habit, kept] = await ctx.db.batch([rowRead(habits, habitId), besideHabit(habitId)]);
  if (!habit?.isActive) return;
  const day = todayOf(kept.calendar, dueAt === undefined ? ctx.now() : new Date(dueAt));
  if (kept.marks.get(habitId)?.has(day)) return;
  await Notifications.send(ctx, {
    kind: HABIT_DUE,
    title: habit.name,
    action: { habitId, date: dayText(day) },
    sourceEventId: eventId,
  });
}

/** Brings the speaker's habits up to date with their time zone, and with the days on which their days and weeks begin. */
export async function followPerson(ctx: Ctx): Promise<void> {
  const [mine] = await ctx.db.batch([
    read<{ id: string }>(sql`select id from habits where user_id = ${me} and deleted_at is null
      and (is_reminded or frequency = 'weekly' or frequency_config ? 'timesPerWeek') order by id`),
  ]);
  for (const { id } of mine)
    await transition(ctx, habits, id, {
      beside: besideHabit(id),
      change(habit, kept) {
        const history = historyOf(habit, kept, kept.calendar);
        const { values, returned } = counted(history, todayOf(kept.calendar, ctx.now()), habit.freezesLeft);
        const nextReminderAt = nextReminder(habit, kept.calendar, ctx.now());
        return { values: { ...values, nextReminderAt }, also: (story) => returning(story, habit, returned) };
      },
    });
}

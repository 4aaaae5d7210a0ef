/** Answers about days: what is on them, what is due, how a night was, and what a person keeps doing. */
import { sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import * as Agenda from "#core/calendar/agenda";
import { told } from "#core/cortex/told.en";
import { withDay, withDays } from "#core/cortex/told-values";
import * as Sleep from "#core/health/sleep";
import * as HabitDays from "#core/rhythm/habit-days";
import { habits as habitTable } from "#core/rhythm/habits.sql";
import { wallAt } from "#core/rhythm/zone-clock";
import { tasks as taskTable } from "#core/work/tasks.sql";
import type { Saying } from "#kit/saying";
import { me } from "#kit/table";
import { type Answer, type Asking, answer, type Citation, cited, dayLater, mayRead, notReadable } from "./answering.ts";
import type { Span } from "./days.ts";

const MAX_SHOWN = 50;

/** What is on some days, as far as the pillars may be read that say it. One flight. */
export async function agenda(asking: Asking, { from, to }: Span): Promise<Answer> {
  const { ctx, zone } = asking;
  const may = (pillar: string) => mayRead(asking, pillar);
  if (!["calendar", "work", "rhythm"].some(may)) return notReadable("calendar");
  const found = await Agenda.agenda(ctx, { from, to: dayLater(to, 1), timezone: zone });
  const entries: { day: string; at: string; saying: Saying; row: Citation }[] = [];
  const at = (instant: string) => new Date(wallAt(zone, Date.parse(instant))).toISOString();
  const within = (day: string) => (day < from ? from : day);
  const spoken = (title: string, startAt: string, endAt: string) =>
    told("chat_at", { start: at(startAt).slice(11, 16), end: at(endAt).slice(11, 16), title });
  if (may("calendar")) {
    for (const one of found.events) {
      const row = cited("event", "calendar", one.eventId, one.title);
      if (one.isAllDay)
        entries.push({ day: within(one.startDate!), at: "", saying: told("chat_all_day", { title: one.title }), row });
      else {
        const start = at(one.startAt);
        entries.push({
          day: within(start.slice(0, 10)),
          at: start.slice(11, 16),
          saying: spoken(one.title, one.startAt, one.endAt),
          row,
        });
      }
    }
    for (const one of found.timeBlocks)
      entries.push({
        day: within(one.date),
        at: at(one.startAt).slice(11, 16),
        saying: spoken(one.title, one.startAt, one.endAt),
        row: cited("time_block", "calendar", one.id, one.title),
      });
  }
  if (may("work"))
    for (const { id, title, dueDate } of found.tasks)
      if (dueDate !== null && dueDate >= from && dueDate <= to)
        entries.push({
          day: dueDate,
          at: "24:00",
          saying: told("chat_task_due", { title }),
          row: cited("task", "work", id, title),
        });
  if (may("rhythm")) {
    for (const { routineId, name, scheduledFor } of found.routines) {
      const start = at(scheduledFor);
      entries.push({
        day: start.slice(0, 10),
        at: start.slice(11, 16),
        saying: told("chat_routine_at", { start: start.slice(11, 16), title: name }),
        row: cited("routine", "rhythm", routineId, name),
      });
    }
    for (const { habitId, name, date } of found.habits)
      if (date >= from && date <= to)
        entries.push({
          day: date,
          at: "25:00",
          saying: told("chat_habit_due", { title: name }),
          row: cited("habit", "rhythm", habitId, name),
        });
  }
  if (entries.length === 0)
    return answer([
      from === to
        ? withDay(from, (day) => told("chat_day_free", { day }))
        : withDays({ from, to }, (days) => told("chat_days_free", days)),
    ]);
  entries.sort((one, other) => (`${one.day} ${one.at}` < `${other.day} ${other.at}` ? -1 : 1));
  const days = [...new Set(entries.map(({ day }) => day))];
  return answer(
    days.flatMap((day) => [
      withDay(day, (name) => told("chat_day", { day: name })),
      ...entries.filter((one) => one.day === day).map(({ saying }) => saying),
    ]),
    { pillars: [...new Set(entries.map(({ row }) => row.pillar))], rows: unique(entries.map(({ row }) => row)) },
  );
}

/** Habits of a day and an event of a series are rows once. */
const unique = (rows: readonly Citation[]) => [...new Map(rows.map((row) => [`${row.type} ${row.id}`, row])).values()];

export type Which = { which: "due"; until: string } | { which: "open" | "overdue" };

/** Open tasks that are the person's to do. One flight. */
export async function tasks(asking: Asking, asked: Which): Promise<Answer> {
  if (!mayRead(asking, "work")) return notReadable("work");
  const { ctx, today } = asking;
  const day = asked.which === "due" ? asked.until : dayLater(today, -1);
  const due = asked.which === "open" ? sql`true` : sql`${taskTable.dueDate} <= ${day}::date`;
  const [rows] = await ctx.db.batch([
    rowsRead(
      taskTable,
      sql`(${taskTable.userId} = ${me} and ${taskTable.assigneeId} is null or ${taskTable.assigneeId} = ${me})
        and ${taskTable.status} not in ('completed', 'cancelled', 'failed') and ${due}`,
      { order: sql`${taskTable.dueDate} nulls last, ${taskTable.priority} desc, ${taskTable.id}`, limit: MAX_SHOWN },
    ),
  ]);
  const isNone = rows.length === 0;
  const count = rows.length;
  const heading =
    asked.which === "due"
      ? withDay(day, (name) =>
          isNone ? told("chat_no_tasks_due", { day: name }) : told("chat_tasks_due", { day: name, count }),
        )
      : asked.which === "open"
        ? isNone
          ? told("chat_no_tasks_open")
          : told("chat_tasks_open", { count })
        : isNone
          ? told("chat_no_tasks_overdue")
          : told("chat_tasks_overdue", { count });
  return answer(
    [
      heading,
      ...rows.map(({ title, dueDate }) =>
        dueDate === null
          ? told("chat_item", { title })
          : withDay(dueDate, (name) => told("chat_item_on", { title, day: name })),
      ),
    ],
    { pillars: ["work"], rows: rows.map(({ id, title }) => cited("task", "work", id, title)) },
  );
}

/** The night before a day, and those of the week before beside it. One flight. */
export async function sleep(asking: Asking, day: string): Promise<Answer> {
  if (!mayRead(asking, "health")) return notReadable("health");
  const { ctx, zone } = asking;
  const { nights } = await Sleep.nights(ctx, { from: dayLater(day, -7), to: day });
  const night = nights.find(({ date, asleepMinutes }) => date === day && asleepMinutes > 0);
  if (!night || night.start === null || night.end === null)
    return answer([withDay(day, (name) => told("chat_no_sleep", { day: name }))]);
  const clock = (instant: string) => new Date(wallAt(zone, Date.parse(instant))).toISOString().slice(11, 16);
  const [start, end] = [clock(night.start), clock(night.end)];
  const others = nights.filter(({ date, asleepMinutes }) => date !== day && asleepMinutes > 0);
  const usual = others.reduce((sum, { asleepMinutes }) => sum + asleepMinutes, 0) / others.length;
  return answer(
    [
      withDay(day, (name) => told("chat_slept", { ...lasting(night.asleepMinutes), day: name, start, end })),
      ...(night.awakeMinutes >= 1 ? [told("chat_slept_awake", { minutes: Math.round(night.awakeMinutes) })] : []),
      ...(others.length > 0 ? [told("chat_slept_usually", { count: others.length, ...lasting(usual) })] : []),
    ],
    { pillars: ["health"] },
  );
}

function lasting(minutes: number): { hours: number; minutes: number } {
  const whole = Math.round(minutes);
  return { hours: Math.floor(whole / 60), minutes: whole % 60 };
}

/** The habits that are due today, and what was done of them. One flight. */
export async function habits(asking: Asking): Promise<Answer> {
  if (!mayRead(asking, "rhythm")) return notReadable("rhythm");
  const { data } = await HabitDays.dayOf(asking.ctx, undefined);
  const due = data.filter(({ isDue, checkIn }) => isDue || checkIn !== null);
  if (data.length === 0) return answer([told("chat_no_habits")]);
  const isDone = ({ checkIn }: (typeof data)[number]) => checkIn?.status === "done";
  return answer(
    [
      told("chat_habits_done", { done: due.filter(isDone).length, due: due.length }),
      ...due.map((one) =>
        isDone(one)
          ? told("chat_habit_done", { title: one.habit.name })
          : told("chat_habit_open", { title: one.habit.name }),
      ),
    ],
    { pillars: ["rhythm"], rows: due.map(({ habit }) => cited("habit", "rhythm", habit.id, habit.name)) },
  );
}

/** The habits that go on without a miss, the longest first. One flight. */
export async function streaks(asking: Asking): Promise<Answer> {
  if (!mayRead(asking, "rhythm")) return notReadable("rhythm");
  const [rows] = await asking.ctx.db.batch([
    rowsRead(
      habitTable,
      sql`${habitTable.userId} = ${me} and ${habitTable.isActive} and ${habitTable.streakCurrent} > 0`,
      { order: sql`${habitTable.streakCurrent} desc, ${habitTable.id}`, limit: MAX_SHOWN },
    ),
  ]);
  if (rows.length === 0) return answer([told("chat_no_streaks")]);
  return answer(
    rows.map(({ name, streakCurrent }) => told("chat_streak", { title: name, count: streakCurrent })),
    { pillars: ["rhythm"], rows: rows.map(({ id, name }) => cited("habit", "rhythm", id, name)) },
  );
}

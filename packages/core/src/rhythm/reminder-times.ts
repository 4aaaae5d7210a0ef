/** When people are reminded of habits. */
import { type Calendar, type Habit, todayOf } from "#core/rhythm/habit-history";
import { timeOn } from "#core/rhythm/local-days";
import { dayText } from "#core/rhythm/recurrence-days";

/** The time at which to remind of a habit whose person has not said one. */
const TIMES = { morning: "08:00", afternoon: "13:00", evening: "19:00", anytime: "09:00" } as const;

export type Reminded = Pick<Habit, "isReminded" | "isActive" | "remindAt" | "timeOfDay">;

export const reminderTime = ({ remindAt, timeOfDay }: Reminded): string => remindAt ?? TIMES[timeOfDay];

/** The next time to look whether a person has to be reminded of a habit, as ISO 8601; null for one of which nobody is. */
export function nextReminder(habit: Reminded, calendar: Calendar, now: Date): string | null {
  if (!habit.isReminded || !habit.isActive) return null;
  const time = reminderTime(habit);
  const { timezone } = calendar;
  // The day before today, too: after midnight and before their day begins, people are still in it.
  for (let day = todayOf(calendar, now) - 1; ; day++) {
    const at = timeOn(timezone, dayText(day), time);
    if (at > now.getTime()) return new Date(at).toISOString();
  }
}

/** The day of a person that a reminder belongs to. */
export const dayOfReminder = (calendar: Calendar, at: string): number => todayOf(calendar, new Date(at));

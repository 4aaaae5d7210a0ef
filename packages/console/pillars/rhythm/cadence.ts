/** When a habit is to be done, as its form asks for it and as it is said. */
import { list, nameOfWeekday, number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type { Habit } from "./rows.ts";
import type en from "./words.en.ts";

/** What a habit asks for, as the API has it. */
export type Asked = Pick<Habit, "frequency" | "frequencyConfig">;

export const kinds = ["daily", "weekdays", "weekly", "interval"] as const;
export type Kind = (typeof kinds)[number];

export function kindOf({ frequency, frequencyConfig: config }: Asked): Kind {
  if ("daysOfWeek" in config) return "weekdays";
  if ("timesPerWeek" in config) return "weekly";
  if ("intervalDays" in config) return "interval";
  return frequency === "weekly" ? "weekly" : "daily";
}

/** What each kind begins with in the form. */
export const begun: Record<Kind, Asked> = {
  daily: { frequency: "daily", frequencyConfig: {} },
  weekdays: { frequency: "weekly", frequencyConfig: { daysOfWeek: [1, 2, 3, 4, 5] } },
  weekly: { frequency: "weekly", frequencyConfig: { timesPerWeek: 3 } },
  interval: { frequency: "custom", frequencyConfig: { intervalDays: 2 } },
};

/** “daily”, “on Monday and Thursday”, “3 times a week”, “every 2 days”. */
export function cadence(asked: Asked, words: Words<typeof en>["cadence"]): string {
  const { frequencyConfig: config } = asked;
  if ("daysOfWeek" in config) return words.on(list(config.daysOfWeek.map((day) => nameOfWeekday(day))));
  if ("intervalDays" in config) return words.every(config.intervalDays);
  if ("timesPerWeek" in config) return words.times(config.timesPerWeek);
  return kindOf(asked) === "weekly" ? words.times(1) : words.daily;
}

/** The same of the details alone, as the API has them: without any, it is every day. */
export const cadenceOf = (config: unknown, words: Words<typeof en>["cadence"]): string =>
  cadence({ frequency: "daily", frequencyConfig: config as Asked["frequencyConfig"] }, words);

/** “20 pages”; nothing of a habit that is only done or not. */
export function target({ targetPerDay, unit }: Pick<Habit, "targetPerDay" | "unit">): string | undefined {
  return targetPerDay === 1 && !unit ? undefined : amount(targetPerDay, unit);
}

export const amount = (value: number, unit: string | null): string =>
  unit ? `${number(value)} ${unit}` : number(value);

/** “12 in a row”, in what is counted: days, or weeks of a habit that is asked for so many times a week. */
export function inARow(habit: Habit, words: Words<typeof en>["habits"]): string | undefined {
  if (habit.streakCurrent === 0) return undefined;
  const shown = number(habit.streakCurrent);
  const isOfWeeks = kindOf(habit) === "weekly";
  return plural(habit.streakCurrent, isOfWeeks ? words.weeksInARow(shown) : words.inARow(shown));
}

/** What of a calendar stands in its address, and which days that is. */
import { flag, oneOf, text } from "#console/data/url.ts";
import { isDay } from "#console/ui/when.ts";
import { dayAfter, today } from "#console/words/format.ts";
import { daysFrom, monthAfter, type WeekStart, weekOf, weeksOfMonth } from "./grid.ts";

export const parameters = {
  /** As the window has room for, unless chosen. */
  view: oneOf("", "week", "month", "list"),
  day: text(),
  q: text(),
  add: flag(),
  /** When on the day something new begins, in minutes. */
  at: text(),
  /** The key of what is open. */
  open: text(),
};

export interface Url {
  view: "" | View;
  day: string | undefined;
  q: string | undefined;
  add: boolean;
  at: string | undefined;
  open: string | undefined;
}
export type View = "week" | "month" | "list";
export type SetUrl = (changed: Partial<Url>, options?: { isStep?: boolean }) => void;

export const ALL_CALENDARS = { query: { limit: 100, sort: "name" as const } };

const WEEK = 7;
/** How many days a list has. */
const LISTED = 4 * WEEK;

export const dayIn = ({ day }: Url): string => (day && isDay(day) ? day : today());
export const viewIn = ({ view }: Url, isPhone: boolean): View => view || (isPhone ? "list" : "week");

export function daysOf(view: View, day: string, start: WeekStart): string[] {
  if (view === "week") return daysFrom(weekOf(day, start), WEEK);
  if (view === "list") return daysFrom(day, LISTED);
  return weeksOfMonth(day, start).flatMap((week) => daysFrom(week, WEEK));
}

/** The day that is shown after a step to later or earlier days. */
export function dayBeside(view: View, day: string, step: 1 | -1, isPhone: boolean): string {
  if (view === "month") return monthAfter(day, step);
  return dayAfter(day, step * (view === "week" && isPhone ? 1 : view === "week" ? WEEK : LISTED));
}

export const agendaOf = (days: readonly string[], zone: string) => ({
  query: { from: days[0]!, to: dayAfter(days.at(-1)!, 1), timezone: zone },
});

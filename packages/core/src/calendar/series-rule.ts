/** Changes of a series' rule that follow from a change of its instances: moving them to other days, and splitting it in two. */
import { wallOf } from "#core/calendar/event-times";
import { countBefore, type EventSeries } from "#core/calendar/expansion";
import { anchored } from "#core/rhythm/recurrence";
import { dayText } from "#core/rhythm/recurrence-days";
import { type Rule, readRule, type Weekday, weekdays, writeRule } from "#core/rhythm/recurrence-rule";
import { Conflict } from "#kit/problem";

const DAY_MS = 86_400_000;

/** A rule whose instances are moved by whole days. Throws Conflict where it says other days than weekdays. */
export function movedRule(text: string, days: number): string {
  const rule = readRule(text);
  const namesDays = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length + rule.byWeekNo.length > 0;
  if (days === 0 || !namesDays) return text;
  if (rule.freq !== "WEEKLY")
    throw Conflict("The rule of the series says on which days it happens; send a new rule with the new day.");
  const moved = (day: Weekday) => weekdays.at((weekdays.indexOf(day) + (days % 7)) % 7)!;
  const byDay = rule.byDay.map(({ day }) => ({ day: moved(day), ordinal: undefined }));
  // Where weeks are left out, the weeks move as well: days that were in one week stay in one.
  return writeRule({ ...rule, byDay, ...(rule.interval > 1 && { weekStart: moved(rule.weekStart) }) });
}

interface Split {
  recurrenceRule: string | null;
  recurrenceExdates: string[];
  recurrenceRdates: string[];
}

/**
 * What a series keeps, and what begins anew at one of its instances: rules and dates. COUNT and UNTIL of the two together are those of
 * the one.
 */
export function split(series: EventSeries, originalStart: string): { before: Split; after: Split } {
  const isBefore = (at: string) => Date.parse(at) < Date.parse(originalStart);
  const dates = (list: readonly string[], which: boolean) => list.filter((at) => isBefore(at) === which);
  const half = (which: boolean, recurrenceRule: string | null) => ({
    recurrenceRule,
    recurrenceExdates: dates(series.recurrenceExdates, which),
    recurrenceRdates: dates(series.recurrenceRdates, which),
  });
  if (series.recurrenceRule === null) return { before: half(true, null), after: half(false, null) };
  const rule = readRule(series.recurrenceRule);
  const rest = {
    ...anchored(rule, dayText(Math.floor(wallOf(series.startAt, series.timezone) / DAY_MS))),
    count: rule.count && rule.count - countBefore(series, originalStart),
  };
  const ended = { ...rule, count: undefined, until: justBefore(series, originalStart) };
  return { before: half(true, writeRule(ended)), after: half(false, writeRule(rest)) };
}

/** UNTIL in the form of the series' start, as RFC 5545 demands (section 3.3.10). */
function justBefore({ isAllDay, timezone }: EventSeries, originalStart: string): Rule["until"] {
  const last = new Date(Date.parse(originalStart) - (isAllDay ? DAY_MS : 1_000)).toISOString();
  const day = last.slice(0, 10);
  return isAllDay ? { day, time: undefined, utc: false } : { day, time: last.slice(11, 19), utc: timezone !== null };
}

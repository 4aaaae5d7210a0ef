/** An event as its own row says it, in the form of the agenda's. */
import { place } from "#console/words/place.ts";
import type { AgendaEvent } from "./entries.ts";
import type { EventRow } from "./event-changes.ts";
import { dayOf, instantOf, minuteOf } from "./grid.ts";

/** Of a series it stands for all of it: no instance is named. */
export function eventOfRow(row: EventRow): AgendaEvent {
  const isFloating = row.timezone === null && !row.isAllDay;
  const at = (written: string) => (isFloating ? instantOf(Date.parse(written) / 60_000, place().zone) : written);
  return {
    ...row,
    eventId: row.id,
    ownerId: row.userId,
    seriesId: row.recurrenceParentId,
    originalStart: row.recurrenceOriginalStart,
    isChanged: row.recurrenceParentId !== null,
    startAt: at(row.startAt),
    endAt: at(row.endAt),
    response: row.attendees.find(({ isSelf }) => isSelf)?.response ?? null,
  };
}

export const isSeriesRow = ({ recurrenceRule, recurrenceRdates }: EventRow): boolean =>
  recurrenceRule !== null || recurrenceRdates.length > 0;

/** The most common rules; others are shown as they are and stay. */
export const rules = {
  daily: "FREQ=DAILY",
  workdays: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  weekly: "FREQ=WEEKLY",
  twoWeekly: "FREQ=WEEKLY;INTERVAL=2",
  monthly: "FREQ=MONTHLY",
  yearly: "FREQ=YEARLY",
} as const;

/** A rule without its end, and the day until which it goes. */
export function partsOf(rule: string): { base: string; until: string | null; count: string | null } {
  const parts = rule.split(";").filter(Boolean);
  const value = (name: string) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
  return {
    base: parts.filter((part) => !/^(UNTIL|COUNT)=/.test(part)).join(";"),
    until: dayOfUntil(value("UNTIL")),
    count: value("COUNT"),
  };
}

/** `20260318` is a day, `20260318T225900Z` an instant, which is on some day of the person's. */
function dayOfUntil(until: string | null): string | null {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ)?/.exec(until ?? "") ?? [];
  if (!year) return null;
  const date = `${year}-${month}-${day}`;
  return hour ? dayOf(minuteOf(`${date}T${hour}:${minute}:00Z`, place().zone)) : date;
}

/** The rule until the end of a day, of the person's. */
export function ruleOf(base: string, until: string | null, isAllDay: boolean): string {
  if (!until) return base;
  const day = until.replaceAll("-", "");
  if (isAllDay) return `${base};UNTIL=${day}`;
  const end = instantOf(Date.parse(`${until}T23:59Z`) / 60_000, place().zone);
  return `${base};UNTIL=${end.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

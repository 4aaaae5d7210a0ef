import { calendarEvents, calendars, dailyPlans, timeBlocks } from "#core/calendar/calendar.sql";
import { calendarInstantOf } from "#core/rhythm/zone-clock";
import type { Values } from "#kit/change-statement";
import type { Query } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

export const shown = { events: calendarEvents };

const DAY_MS = 86_400_000;

/** Events around today, by the clocks of Berlin. */
export default function calendar({ ctx, start, today }: Given): Query[] {
  const since = { createdAt: start, updatedAt: start };
  const [own, work] = [uuidv7(new Date(start)), uuidv7(new Date(start))];
  const day = (offset: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + offset * DAY_MS).toISOString().slice(0, 10);
  const at = (offset: number, time: string) =>
    new Date(calendarInstantOf(ZONE, Date.parse(`${day(offset)}T${time}:00Z`))).toISOString();
  const event = (offset: number, from: string, to: string, more: Values<typeof calendarEvents>) => ({
    ...since,
    calendarId: own,
    startAt: at(offset, from),
    endAt: at(offset, to),
    timezone: ZONE,
    ...more,
  });
  const allDay = (from: number, to: number, more: Values<typeof calendarEvents>) => ({
    ...since,
    calendarId: own,
    startAt: `${day(from)}T00:00:00.000Z`,
    endAt: `${day(to)}T00:00:00.000Z`,
    isAllDay: true,
    ...more,
  });
  return [
    ...added(ctx, calendars, [
      { id: own, ...since, name: "Calendar", isDefault: true, color: "#2F6F4F" },
      { id: work, ...since, name: "Work", color: "#3366CC" },
    ]),
    ...added(ctx, calendarEvents, [
      event(-28, "09:30", "09:45", {
        title: "Stand-up",
        calendarId: work,
        recurrenceRule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
      }),
      event(-27, "19:30", "21:00", { title: "Choir", location: "Parish hall", recurrenceRule: "FREQ=WEEKLY" }),
      event(0, "14:00", "15:00", { title: "Planning", calendarId: work }),
      event(1, "12:30", "13:30", { title: "Lunch with Grace", location: "Café am Park" }),
      event(3, "08:15", "09:00", { title: "Dentist" }),
      allDay(5, 7, { title: "Weekend by the sea", transparency: "transparent" }),
      allDay(12, 13, { title: "Mum's birthday", recurrenceRule: "FREQ=YEARLY", transparency: "transparent" }),
    ]),
    ...added(ctx, timeBlocks, [
      { ...since, title: "Deep work", date: day(0), startAt: at(0, "10:00"), endAt: at(0, "12:00") },
      { ...since, title: "Run", date: day(1), startAt: at(1, "07:00"), endAt: at(1, "08:00"), blockType: "health" },
    ]),
    ...added(ctx, dailyPlans, [
      { ...since, date: day(0), morningIntention: "One thing after the other.", moodMorning: 4 },
    ]),
  ];
}

const ZONE = "Europe/Berlin";

/** What is done to calendars. Hidden ones are left out by the agenda, so it is read anew. */
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import type { Calendar } from "./entries.ts";
import { refresh } from "./refresh.ts";

export const toggleCalendar = (calendar: Calendar): Promise<void> =>
  updateCalendar(calendar, { isSelected: !calendar.isSelected });

/** `isQuiet`: whoever calls says why it failed. */
export async function updateCalendar(
  calendar: Calendar,
  body: Body<"calendar.calendars.update">,
  isQuiet = false,
): Promise<void> {
  await change("calendar.calendars.update", {
    path: { calendarId: calendar.id },
    row: calendar,
    body,
    title: calendar.name,
    isQuiet,
  });
  await refresh();
}

export async function makeDefault(calendar: Calendar): Promise<void> {
  const path = { calendarId: calendar.id };
  await change("calendar.calendars.makeDefault", { path, makes: "calendar.calendars", title: calendar.name });
}

export async function removeCalendar(calendar: Calendar): Promise<void> {
  const path = { calendarId: calendar.id };
  await change("calendar.calendars.remove", { path, row: calendar, title: calendar.name });
  await refresh();
}

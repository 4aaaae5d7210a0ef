/** What of calendars the search finds. */
import { ofEach, searched } from "#core/knowledge/search/searched";

export const calendars = searched({
  type: "calendar",
  table: "calendars",
  title: "name",
  texts: ["description"],
  at: ["created_at"],
});
export const calendarEvents = searched({
  type: "event",
  table: "calendar_events",
  title: "title",
  texts: ["location", "description", ofEach("attendees", "name")],
  at: ["start_at"],
});
export const timeBlocks = searched({
  type: "time_block",
  table: "time_blocks",
  title: "title",
  texts: ["notes"],
  at: ["start_at"],
});
export const dailyPlans = searched({
  type: "daily_plan",
  table: "daily_plans",
  title: "date",
  texts: ["morning_intention", "evening_reflection"],
  at: ["date"],
});

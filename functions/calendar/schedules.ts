import * as Reminders from "#core/calendar/reminders";
import { schedule } from "#kit/schedule";

export const remind = schedule("calendar.remind", "rate(1 minute)", {
  summary: "Tells of the events whose reminder has come",
  handler: (ctx) => Reminders.remind(ctx),
});

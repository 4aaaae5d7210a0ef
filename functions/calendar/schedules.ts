import * as Reminders from "#core/calendar/reminders";
import * as Subscriptions from "#core/calendar/subscriptions";
import { schedule } from "#kit/schedule";

export const remind = schedule("calendar.remind", "rate(1 minute)", {
  summary: "Tells of the events whose reminder has come",
  handler: (ctx) => Reminders.remind(ctx),
});

// Each is due once an hour after its last fetch, at whatever minute that was.
export const fetchSubscriptions = schedule("calendar.fetchSubscriptions", "rate(5 minutes)", {
  summary: "Tells of the subscribed calendars that are to be fetched",
  handler: (ctx) => Subscriptions.tellDue(ctx),
});

/** What happens to the feeds that others read, and to the addresses that feed calendars. */
import * as z from "zod/mini";
import { crudEvents, event, finalEvents } from "#kit/event";

export const FeedEvents = finalEvents("calendar.feed");
export const FeedRevoked = event("calendar.feed.revoked", "The address of a calendar feed was revoked");
export const SubscriptionEvents = crudEvents("calendar.subscription");
/** One for all that a fetch has changed: events of their own would tell nobody of what somebody else wrote. */
export const CalendarSynced = event("calendar.calendar.synced", "A calendar was brought up to date with its source", {
  provider: z.string(),
  eventsAdded: z.int(),
  eventsUpdated: z.int(),
  eventsDeleted: z.int(),
});

/** What happens to the feeds that others read, and to the addresses that feed calendars. */
import * as z from "zod/mini";
import { event } from "#kit/event";

export const FeedCreated = event("calendar.feed.created", "A calendar feed was created");
export const FeedRevoked = event("calendar.feed.revoked", "The address of a calendar feed was revoked");

export const SubscriptionCreated = event("calendar.subscription.created", "A calendar at an address was subscribed to");
export const SubscriptionUpdated = event("calendar.subscription.updated", "A subscribed calendar got another address");
export const SubscriptionDue = event("calendar.subscription.due", "It is time to fetch a subscribed calendar");

/** One for all that a fetch has changed: events of their own would tell nobody of what somebody else wrote. */
export const CalendarSynced = event("calendar.calendar.synced", "A calendar was brought up to date with its source", {
  provider: z.string(),
  eventsAdded: z.int(),
  eventsUpdated: z.int(),
  eventsDeleted: z.int(),
});

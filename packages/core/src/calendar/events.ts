/** Events of calendars, and of what is in them. They name nobody and have no titles: whoever may know reads the row. */
import * as z from "zod/mini";
import { crudEvents, event } from "#kit/event";

export const CalendarEvents = crudEvents("calendar.calendar", { provider: z.string() });

const times = { startAt: z.iso.datetime(), endAt: z.iso.datetime(), isAllDay: z.boolean() };
const instance = {
  calendarId: z.nullish(z.guid()),
  recurrenceParentId: z.nullish(z.guid()),
  recurrenceOriginalStart: z.nullish(z.iso.datetime()),
};

export const EventEvents = crudEvents("calendar.event", { ...times, ...instance, status: z.string() });
const linked = {
  ...times,
  ...instance,
  linkedResourceType: z.string(),
  linkedResourceId: z.nullish(z.guid()),
};
export const EventCompleted = event("calendar.event.completed", "A person did what an event was about", linked);
export const EventSkipped = event("calendar.event.skipped", "A person left an event out", linked);
export const EventDue = event("calendar.event.due", "It is time to be reminded of an event", {
  /** When the event, or the instance of a series, starts. */
  occursAt: z.iso.datetime(),
  minutesBefore: z.int(),
});

export const TimeBlockEvents = crudEvents("calendar.time_block", {
  date: z.iso.date(),
  blockType: z.string(),
  status: z.string(),
});
const ofDay = { date: z.iso.date() };
export const DailyPlanCreated = event("calendar.daily_plan.created", "A plan for a day was made", ofDay);
export const DailyPlanUpdated = event("calendar.daily_plan.updated", "The plan for a day was changed", ofDay);

export const PlanProposed = event("calendar.plan.proposed", "A plan for a day was proposed; nothing else has changed", {
  ...ofDay,
  tasksScheduled: z.int(),
  tasksUnscheduled: z.int(),
  /** Of a model that has put the tasks into an order; 0 without one. */
  tokensUsed: z.int(),
  latencyMs: z.int(),
});
export const PlanAccepted = event(
  "calendar.plan.accepted",
  "A person accepted the plan for a day: it has its time blocks",
  {
    ...ofDay,
    tasksScheduled: z.int(),
  },
);

export const FeedCreated = event("calendar.feed.created", "A calendar feed was created");
export const FeedRevoked = event("calendar.feed.revoked", "The address of a calendar feed was revoked");

export const SubscriptionEvents = crudEvents("calendar.subscription", {});
export const SubscriptionStopped = event(
  "calendar.subscription.stopped",
  "A subscribed calendar could not be fetched so many times in a row that it is not asked for any more",
);
export const SubscriptionDue = event("calendar.subscription.due", "It is time to fetch a subscribed calendar", {
  /** Whether a person waits for it, who is told when it is done. */
  isAwaited: z.optional(z.boolean()),
});

const provider = z.enum(["google", "outlook"]);
export const CalendarSyncRequested = event(
  "calendar.calendar.sync_requested",
  "A calendar has something to fetch from its provider, or to write there",
  { provider },
);
/** One for all that a synchronisation has changed: events of their own would tell nobody of what somebody else wrote. */
export const CalendarSynced = event(
  "calendar.calendar.synced",
  "A calendar is as it is at its provider, or at its address",
  {
    provider: z.enum(["google", "outlook", "apple", "ics"]),
    eventsAdded: z.int(),
    eventsUpdated: z.int(),
    eventsDeleted: z.int(),
    /** How long it took, from its beginning. */
    durationMs: z.optional(z.int()),
  },
);
export const EventOverruled = event(
  "calendar.event.overruled",
  "An event was changed here and at its provider, and what the provider has stands",
  { provider, fields: z.array(z.string()) },
);

import { CalendarEvents, EventEvents, EventOverruled, SubscriptionStopped } from "#core/calendar/events";
import { tellStopped } from "#core/calendar/subscriptions";
import { requestChanged, requestSelected, tellOverruled } from "#core/calendar/sync/requests";
import { consumer } from "#kit/consumer";

export const syncChangedEvent = consumer(
  "calendar.syncChangedEvent",
  [EventEvents.created, EventEvents.updated, EventEvents.deleted, EventEvents.restored],
  {
    summary: "Ask for the synchronisation of a calendar in which something was changed here",
    handler: (ctx, event) => requestChanged(ctx, event),
  },
);

export const syncSelectedCalendar = consumer("calendar.syncSelectedCalendar", [CalendarEvents.updated], {
  summary: "Ask for the synchronisation of a calendar that a person has picked",
  handler: (ctx, event) => requestSelected(ctx, event),
});

export const tellOfOverruled = consumer("calendar.tellOfOverruled", [EventOverruled], {
  summary: "Tell a person that a change of theirs gave way to one at the provider",
  handler: (ctx, event) => tellOverruled(ctx, event),
});

export const tellOfStopped = consumer("calendar.tellOfStopped", [SubscriptionStopped], {
  summary: "Tell a person that a subscribed calendar is not fetched any more",
  handler: (ctx, event) => tellStopped(ctx, event),
});

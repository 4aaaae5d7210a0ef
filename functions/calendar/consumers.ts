import * as BookingEvents from "#core/calendar/booking-events";
import { EventCompleted, EventDue } from "#core/calendar/events";
import * as Reactions from "#core/calendar/reactions";
import * as Reminders from "#core/calendar/reminders";
import { EmailProcessed } from "#core/ingest/events";
import { consumer } from "#kit/consumer";

export const cookRecipe = consumer("calendar.cookRecipe", [EventCompleted], {
  summary: "Cook the recipe of a completed event from the pantry",
  handler: (ctx, event) => Reactions.cook(ctx, event),
});

export const completeWorkout = consumer("calendar.completeWorkout", [EventCompleted], {
  summary: "Log the workout of a completed event",
  handler: (ctx, event) => Reactions.workOut(ctx, event),
});

export const completeChore = consumer("calendar.completeChore", [EventCompleted], {
  summary: "Complete the task of a completed event",
  handler: (ctx, event) => Reactions.doChore(ctx, event),
});

export const postTransaction = consumer("calendar.postTransaction", [EventCompleted], {
  summary: "Mark the transaction of a completed event as posted",
  handler: (ctx, event) => Reactions.post(ctx, event),
});

export const sendReminder = consumer("calendar.sendReminder", [EventDue], {
  summary: "Notify the owner of an event whose reminder has come",
  handler: (ctx, event) => Reminders.notify(ctx, event),
});

export const keepBookings = consumer("calendar.keepBookings", [EmailProcessed], {
  summary: "Put what an e-mail books into the calendar",
  handler: (ctx, { data }) => BookingEvents.keep(ctx, data.entityId!),
});

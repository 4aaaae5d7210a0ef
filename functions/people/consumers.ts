import { CalendarSynced, EventCompleted, EventEvents, EventSkipped } from "#core/calendar/events";
import { UserUpdated } from "#core/identity/events";
import { EmailReceived } from "#core/ingest/events";
import { CaptureEvents, CaptureReceived } from "#core/knowledge/events";
import * as ContactDays from "#core/people/contact-days";
import * as Dates from "#core/people/dates";
import { BirthdayNear, ContactNeglected, DateNear } from "#core/people/events";
import * as Made from "#core/people/interactions-made";
import * as Nudges from "#core/people/nudges";
import { DayEnded } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

export const noteDates = consumer("people.noteDates", [DayEnded], {
  summary: "Say of which dates of contacts to remind when a day of a person has ended",
  handler: (ctx, { data }) => Dates.noteNear(ctx, data.payload.day),
});

export const remindOfBirthday = consumer("people.remindOfBirthday", [BirthdayNear], {
  summary: "Remind a person of a birthday",
  handler: (ctx, event) => Dates.remindOfBirthday(ctx, event),
});

export const remindOfDate = consumer("people.remindOfDate", [DateNear], {
  summary: "Remind a person of a date of a contact",
  handler: (ctx, event) => Dates.remindOfDate(ctx, event),
});

export const noteNeglected = consumer("people.noteNeglected", [DayEnded], {
  summary: "Say which contacts are neglected when a day of a person has ended",
  handler: (ctx, { data }) => Nudges.noteNeglected(ctx, data.payload.day),
});

export const nudge = consumer("people.nudge", [ContactNeglected], {
  summary: "Nudge a person who has not been in touch with a contact",
  handler: (ctx, event) => Nudges.nudge(ctx, event),
});

export const moveDays = consumer("people.moveDays", [UserUpdated], {
  summary: "Count with how many contacts a person was in touch by the days of another time zone",
  async handler(ctx, { data }) {
    if (data.changed.includes("timezone")) await ContactDays.recount(ctx);
  },
});

export const logMail = consumer("people.logMail", [EmailReceived], {
  summary: "Log a mail with the contact who sent it, or whom the person sent it to",
  handler: (ctx, { data }) => Made.fromMail(ctx, data.entityId!),
});

export const logMessage = consumer("people.logMessage", [CaptureReceived], {
  summary: "Log a captured message with the contact who sent it, or whom the person sent it to",
  async handler(ctx, { data }) {
    if (data.payload.source === "message") await Made.fromMessage(ctx, data.entityId!);
  },
});

export const followCapture = consumer("people.followCapture", [CaptureEvents.deleted, CaptureEvents.restored], {
  summary: "Take the interaction away of a captured message that is deleted, and bring it back with that",
  handler: (ctx, { data }) => Made.followCapture(ctx, data.entityId!),
});

export const logMeetings = consumer("people.logMeetings", [DayEnded], {
  summary: "Log the events that are over with the contacts who took part",
  timeoutSeconds: 60,
  handler: (ctx, { data }) => Made.fromDays(ctx, data.payload.day, data.payload.timezone),
});

export const logCompleted = consumer("people.logCompleted", [EventCompleted], {
  summary: "Log a completed event with the contacts who took part",
  handler: (ctx, { time, data }) => Made.fromCompleted(ctx, data.entityId!, time),
});

export const followEvent = consumer(
  "people.followEvent",
  [EventEvents.updated, EventEvents.deleted, EventEvents.restored, EventSkipped],
  {
    summary: "Take interactions away whose event is gone, and bring them back with it",
    handler: (ctx, { data }) => Made.followEvents(ctx, data.payload.recurrenceParentId ?? data.entityId!),
  },
);

export const followCalendar = consumer("people.followCalendar", [CalendarSynced], {
  summary: "Take interactions away whose events a calendar does not have any more",
  async handler(ctx, { data: { payload } }) {
    if (payload.eventsDeleted + payload.eventsUpdated > 0) await Made.followEvents(ctx);
  },
});

import { UserUpdated } from "#core/identity/events";
import * as ContactDays from "#core/people/contact-days";
import * as Dates from "#core/people/dates";
import { BirthdayNear, ContactNeglected, DateNear } from "#core/people/events";
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

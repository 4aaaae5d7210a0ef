import * as z from "zod/mini";
import { calendarEvents } from "#core/calendar/calendar.sql";
import * as Fields from "#core/calendar/event-fields";
import * as Events from "#core/calendar/event-verbs";
import { EventEvents } from "#core/calendar/events";
import * as Instances from "#core/calendar/instances";
import * as Series from "#core/calendar/series";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { shown } from "#kit/row";
import { Instant, patchSchema, rowSchema } from "#kit/wire";

const Shown = rowSchema(calendarEvents, Fields.OMIT);
const answer = (event: Fields.Event) => shown(calendarEvents, event, Fields.OMIT);

/** Which of a series a change is about. */
const which = z.strictObject({
  scope: z.optional(z.enum(Series.scopes)),
  occurrence: z.optional(Instant),
});
const instance = z.strictObject({ occurrence: z.optional(Instant) });

export const { list, get, create, changes } = crud("/v1/calendar/events", calendarEvents, {
  write: Fields.WRITE,
  derived: ["startAt", "endAt"],
  fields: Fields.fields,
  filter: [
    "calendarId",
    "householdId",
    "status",
    "startAt",
    "endAt",
    "isAllDay",
    "transparency",
    "provider",
    "icalUid",
    "recurrenceParentId",
    "linkedResourceType",
    "linkedResourceId",
  ],
  sort: ["startAt"],
  omit: Fields.OMIT,
  search: Events.search,
  emits: EventEvents,
  refusals: Fields.refusals,
  example: {
    title: "Choir",
    startAt: "2026-03-04T18:30:00Z",
    endAt: "2026-03-04T20:00:00Z",
    timezone: "Europe/Berlin",
    recurrenceRule: "FREQ=WEEKLY;BYDAY=WE",
    reminders: [{ minutesBefore: 30 }],
  },
  create: {
    description:
      "An event with a time has `startAt` and `endAt` and keeps its time of day in `timezone`: that of its calendar, or of the profile, unless said; null is a floating event, whose moments are what clocks show everywhere, written as if they were UTC. One that lasts all day has `startDate` and `endDate`, the day after its last. `recurrenceRule` is an RFC 5545 rule of at most one instance a day, as for tasks; the start is the first instance, and COUNT counts it. A time that the clocks skip moves forward by as much as they do. Without `calendarId` it goes into the default calendar.",
    problems: [Conflict],
    verb: Events.create,
  },
});

const about =
  "`occurrence` names an instance of a series by the start that the series gives it (`originalStart` in the agenda), and `scope` says what is meant: `this` (the instance alone, which becomes an event of its own that replaces it), `following` (it and all after it, which become a series of their own) or `all`. Without `occurrence` it is all of the series.";

export const update = endpoint("PATCH /v1/calendar/events/{eventId}", {
  summary: "Update an event",
  description: `A new start alone moves an event, which keeps its length; a new end alone stretches it. ${about} Times are those of the named instance, and with \`all\` the series moves as far as it does. Only its owner says what it is linked to. The answer is the row that says so now. If-Match is about that row: the version of the instance's own event where there is one, or else of the series.`,
  query: which,
  body: patchSchema(calendarEvents, Fields.WRITE, Fields.fields),
  returns: Shown,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion, AlreadyExists, Conflict],
  refusals: Fields.refusals,
  async handler(ctx) {
    const versions = ifMatch(ctx.headers["if-match"]);
    return answer(await Series.change(ctx, ctx.params.eventId, { ...ctx.query, versions }, ctx.body));
  },
});

export const remove = endpoint("DELETE /v1/calendar/events/{eventId}", {
  summary: "Delete an event",
  description: `${about} An instance that is deleted alone is left out of its series, and one that had been changed can be restored. If-Match is about the instance's own event where there is one, or else about the series.`,
  query: which,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion, Conflict],
  async handler(ctx) {
    const versions = ifMatch(ctx.headers["if-match"]);
    await Series.removeSome(ctx, ctx.params.eventId, { ...ctx.query, versions });
    return undefined;
  },
});

export const restore = endpoint("POST /v1/calendar/events/{eventId}/restore", {
  summary: "Restore a deleted event",
  description:
    "Changed instances that were deleted with their series come back with it. Outlook does not put an instance that was removed alone back into its series: once that is synchronised, it is an event of its own.",
  returns: Shown,
  problems: [NotFound, Forbidden, AlreadyExists, Conflict],
  refusals: Fields.refusals,
  handler: async (ctx) => answer(await Series.restoreSome(ctx, ctx.params.eventId)),
});

const settled = {
  body: instance,
  returns: Shown,
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
};

export const complete = endpoint("POST /v1/calendar/events/{eventId}/complete", {
  ...settled,
  summary: "Complete an event",
  description:
    "Or the instance of a series that `occurrence` names. What it is linked to is done with it: the recipe is cooked from the pantry, the workout completed, the chore completed, the transaction posted.",
  example: { body: {} },
  handler: async (ctx) => answer(await Instances.complete(ctx, ctx.params.eventId, ctx.body.occurrence)),
});

export const skip = endpoint("POST /v1/calendar/events/{eventId}/skip", {
  ...settled,
  summary: "Skip an event",
  description: "Or the instance of a series that `occurrence` names. It stays in the calendar as skipped.",
  example: { body: {} },
  handler: async (ctx) => answer(await Instances.skip(ctx, ctx.params.eventId, ctx.body.occurrence)),
});

export const respond = endpoint("POST /v1/calendar/events/{eventId}/respond", {
  ...settled,
  summary: "Answer an invitation",
  description:
    "Sets the answer of the attendee who is you (`isSelf`), for all of a series or for the instance that `occurrence` names. What is declined leaves its time free.",
  body: z.extend(instance, { response: z.enum(["accepted", "declined", "tentative"]) }),
  example: { body: { response: "accepted" } },
  handler: async (ctx) =>
    answer(await Instances.respond(ctx, ctx.params.eventId, ctx.body.response, ctx.body.occurrence)),
});

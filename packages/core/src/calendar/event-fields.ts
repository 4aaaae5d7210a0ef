/** What requests say of an event, and the columns that follow from it. */

import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { attendees, type calendarEvents, type linkedResourceTypes, type reminders } from "#core/calendar/calendar.sql";
import { defaultCalendar, writable, zoneOf } from "#core/calendar/calendars";
import { changedTimes, type GivenTimes, timesOf } from "#core/calendar/event-times";
import { calendarFields, calendarRefusals } from "#core/calendar/sayings";
import { canonicalRule, MAX_RULE_LENGTH, RuleError, readRule, ruleForm } from "#core/rhythm/recurrence-rule";
import { checkRule } from "#core/rhythm/rule-check";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { inContract } from "#kit/parameters";
import { Forbidden, InvalidInput, type Refusals, wrong, wrongInput } from "#kit/problem";
import { Day, Instant, type Row, Text, TimeZone, Uuid } from "#kit/wire";

const DAY_MS = 86_400_000;

export type Event = Row<typeof calendarEvents>;

function refuseTimes(rule: string): void {
  if (!/BY(?:HOUR|MINUTE|SECOND)=[^;]*,/i.test(rule)) return;
  const message = "may not have several times of day: an event recurs when it starts, so make one for each time";
  throw new RuleError(message, "value", rule);
}

/** A rule by which an event recurs; an invalid one is refused with a description of the mistake. */
const EventRule = inContract(
  Text(MAX_RULE_LENGTH).check((payload) => checkRule(payload, refuseTimes)),
  () => z.string().check(z.maxLength(MAX_RULE_LENGTH), z.regex(ruleForm())),
);

/** The columns of an event that requests set as they are. */
export const WRITE = [
  "householdId",
  "title",
  "description",
  "location",
  "url",
  "lasts",
  "transparency",
  "recurrenceExdates",
  "recurrenceRdates",
  "reminders",
  "conferenceUrl",
  "linkedResourceType",
  "linkedResourceId",
] as const;

/** Columns that only LifeOS and providers use. */
export const OMIT = ["etag", "nextReminderAt", "syncedAt", "syncedVersion", "syncedFields"] as const;

/** The fields of a body that differ from their columns. */
export const fields = {
  calendarId: z.optional(Uuid),
  status: z.optional(z.enum(["scheduled", "cancelled"])),
  startAt: z.optional(Instant),
  endAt: z.optional(Instant),
  startDate: z.optional(Day),
  endDate: z.optional(Day),
  timezone: z.optional(z.nullable(TimeZone)),
  recurrenceRule: z.optional(z.nullable(EventRule)),
  attendees: z.optional(
    attendees.check(
      z.refine((list) => list.filter(({ isSelf }) => isSelf).length <= 1, calendarFields("two_are_you").text),
    ),
  ),
};

/** The body of a create or a change. */
export interface Given extends GivenTimes {
  calendarId?: string;
  householdId?: string | null;
  title?: string;
  status?: "scheduled" | "cancelled";
  lasts?: "until_end" | "duration";
  recurrenceRule?: string | null;
  recurrenceExdates?: string[];
  recurrenceRdates?: string[];
  attendees?: z.infer<typeof attendees>;
  reminders?: z.infer<typeof reminders>;
  linkedResourceType?: (typeof linkedResourceTypes)[number];
  linkedResourceId?: string | null;
}

export const refusals: Refusals = {
  calendar_events_override: () => InvalidInput(calendarRefusals("instance_changed")),
};

/** The columns of a new event of the speaker's. */
export function created(ctx: Ctx, body: Given): Values<typeof calendarEvents> {
  const { startDate: _, endDate: __, calendarId, ...rest } = body;
  const times = timesOf(body);
  const calendar = calendarId === undefined ? defaultCalendar : writable(calendarId);
  const rule = ruleOf(body.recurrenceRule);
  refuseEmpty(times.startAt, rule);
  return {
    ...rest,
    calendarId: calendar,
    ...times,
    timezone:
      times.timezone === undefined
        ? zoneOf(calendarId === undefined ? defaultCalendar : sql`${calendarId}::uuid`)
        : times.timezone,
    recurrenceRule: rule,
    ...linkOf(body, NOTHING_LINKED),
    ...remindedFrom(ctx),
  };
}

/**
 * The columns that a change of an event sets; it keeps what the body does not name. `zone` is that of its calendar, for an event
 * that gets a time of day. Throws InvalidInput.
 */
export function changed(ctx: Ctx, row: Event, body: Given, zone: string) {
  const { startAt: _, endAt: __, startDate: ___, endDate: ____, timezone: _____, calendarId, ...rest } = body;
  const times = changedTimes(row, body);
  const rule = body.recurrenceRule === undefined ? row.recurrenceRule : ruleOf(body.recurrenceRule);
  const changesSeries =
    times !== undefined || body.recurrenceRule !== undefined || body.recurrenceExdates !== undefined;
  if (row.recurrenceParentId !== null) refuseSeriesFields(body);
  if (changesSeries) refuseEmpty((times ?? row).startAt, rule);
  return {
    ...rest,
    ...(calendarId !== undefined && { calendarId: writable(calendarId) }),
    ...(times && { ...times, timezone: times.timezone === undefined ? zone : times.timezone }),
    ...(body.recurrenceRule !== undefined && { recurrenceRule: rule }),
    ...linkChange(ctx, body, row),
    ...(changesSeries || body.reminders || body.recurrenceRdates || body.status ? remindedFrom(ctx) : {}),
  };
}

/** Reminders before this moment are none of the event as it is now; reminders.ts finds the next one. */
export const remindedFrom = (ctx: Ctx) => ({ nextReminderAt: ctx.now().toISOString() });

const ruleOf = (rule: string | null | undefined) => (rule ? canonicalRule(rule) : null);

/** An instance of a series has neither a rule nor dates of its own. */
function refuseSeriesFields(body: Given): void {
  const names = ["recurrenceRule", "recurrenceExdates", "recurrenceRdates"] as const;
  const errors = names
    .filter((name) => body[name] !== undefined)
    .map((name) => wrong(`#/${name}`, calendarFields("of_series_alone")));
  if (errors.length > 0) throw InvalidInput(undefined, { errors });
}

/** A series that would never happen is a mistake. UNTIL may be read on other clocks than the start, which are a day apart at most. */
function refuseEmpty(startAt: string, rule: string | null): void {
  const until = rule === null ? undefined : readRule(rule).until;
  if (until && Date.parse(`${until.day}T23:59:59Z`) < Date.parse(startAt) - DAY_MS)
    throw wrongInput("#/recurrenceRule", calendarFields("ends_before_start"));
}

const LINKED_TABLES = {
  recipe: sql.raw("recipes"),
  workout: sql.raw("workouts"),
  chore: sql.raw("tasks"),
  transaction: sql.raw("transactions"),
} as const;

type Link = Pick<Event, "linkedResourceType" | "linkedResourceId">;
const NOTHING_LINKED: Link = { linkedResourceType: "none", linkedResourceId: null };

/** What follows when an event is completed is done by its owner: so others, who may change it, do not say what that is. */
function linkChange(ctx: Ctx, body: Given, row: Event) {
  const type = body.linkedResourceType ?? row.linkedResourceType;
  const id = body.linkedResourceId === undefined ? row.linkedResourceId : body.linkedResourceId;
  const isOther = type !== row.linkedResourceType || (id?.toLowerCase() ?? null) !== row.linkedResourceId;
  if (!isOther) return {};
  if (row.userId !== ctx.actor.userId) throw Forbidden(calendarRefusals("owner_links"));
  return linkOf(body, row);
}

/** What an event is about. A foreign key cannot refer to one of several tables, so the statement checks that the row is there. */
function linkOf(body: Given, row: Link) {
  if (body.linkedResourceType === undefined && body.linkedResourceId === undefined) return {};
  const type = body.linkedResourceType ?? row.linkedResourceType;
  const id =
    type === "none"
      ? (body.linkedResourceId ?? null)
      : body.linkedResourceId === undefined
        ? row.linkedResourceId
        : body.linkedResourceId;
  if (type === "none" && id !== null) throw wrongInput("#/linkedResourceType", calendarFields("link_without_kind"));
  if (type === "none") return { linkedResourceType: type, linkedResourceId: null };
  if (id === null) throw wrongInput("#/linkedResourceId", calendarFields("link_without_id"));
  const isThere = sql`exists (select from ${LINKED_TABLES[type]} r where r.id = ${id}::uuid and r.deleted_at is null)`;
  return {
    linkedResourceType: type,
    linkedResourceId: sql`case when ${isThere} then ${id}::uuid else case when raise_problem('LF004', 'linked_resource_id') then null::uuid end end`,
  };
}

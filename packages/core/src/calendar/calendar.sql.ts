/** Calendars and the addresses that feed some, their events, time blocks, plans of a day, and read-only feeds. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import {
  icsErrors,
  planInsights,
  planRationales,
  planWarnings,
  subscriptionErrors,
  syncErrors,
  unplannedReasons,
} from "#core/calendar/sayings";
import { whys } from "#core/cortex/door/asked";
import { connections } from "#core/identity/connections.sql";
import { habits } from "#core/rhythm/habits.sql";
import { MAX_RULE_LENGTH } from "#core/rhythm/recurrence-rule";
import { lifeDomains } from "#core/work/life-domains.sql";
import { energyLevels, tasks } from "#core/work/tasks.sql";
import {
  boolean,
  day,
  encrypted,
  ids,
  instant,
  instants,
  integer,
  json,
  oneOf,
  smallint,
  text,
  uuid,
  versioned,
  zone,
} from "#kit/columns";
import { codedSchema, type Sayings } from "#kit/saying";
import { owned, shared } from "#kit/table";

export const calendarProviders = ["manual", "google", "outlook", "apple", "ics"] as const;
export const eventStatuses = ["scheduled", "completed", "skipped", "cancelled"] as const;
export const linkedResourceTypes = ["none", "recipe", "workout", "chore", "transaction"] as const;
export const blockTypes = ["work", "personal", "health", "break", "transit"] as const;

/** The most dates that a series leaves out, and the most that it adds. */
export const MAX_DATES = 2_000;

const whyFetchFails = [subscriptionErrors, icsErrors];
const whySyncFails = [syncErrors, ...whyFetchFails];

const shortText = z.string().check(z.maxLength(500));
const instantText = z.iso.datetime();

/** A participant of an event; `response` has the participation statuses of RFC 5545. */
export const attendees = z
  .array(
    z.strictObject({
      name: z.optional(z.string().check(z.maxLength(200))),
      email: z.optional(z.string().check(z.maxLength(320))),
      response: z.optional(z.enum(["needs_action", "accepted", "declined", "tentative", "delegated"])),
      isOrganizer: z.optional(z.boolean()),
      isOptional: z.optional(z.boolean()),
      /** The owner of the calendar themselves: `response` is their answer. One at most. */
      isSelf: z.optional(z.boolean()),
    }),
  )
  .check(z.maxLength(500));

/** When a person is reminded: minutes before the start, negative ones after it. */
export const reminders = z
  .array(z.strictObject({ minutesBefore: z.int().check(z.gte(-40_320), z.lte(40_320)) }))
  .check(z.maxLength(10));

/** What an event was like at its provider when both sides were last equal: what a merge of two changes starts from. */
export const syncedFields = z.record(z.string().check(z.maxLength(60)), z.unknown());

const planned = { taskId: z.nullable(z.guid()), habitId: z.nullable(z.guid()), title: shortText };
const remarks = (sayings: Pick<Sayings, "sentences">) =>
  z.array(z.strictObject({ text: shortText, coded: codedSchema(sayings) })).check(z.maxLength(20));

/** The result of planning a day: what was placed where and why, what could not be placed and why, and observations. */
export const planContents = {
  scheduledTasks: z
    .array(
      z.strictObject({
        ...planned,
        startAt: instantText,
        endAt: instantText,
        blockType: z.enum(blockTypes),
        /** Whether the person has put it there: planning anew leaves it where it is. */
        isPinned: z.boolean(),
        rationale: shortText,
        rationaleCoded: codedSchema(planRationales),
        /** What a model said of it, without links; null where none was asked. */
        note: z.nullable(shortText),
      }),
    )
    .check(z.maxLength(200)),
  unscheduledTasks: z
    .array(
      z.strictObject({
        ...planned,
        /** How much of it is not planned. */
        minutes: z.int(),
        reason: shortText,
        reasonCoded: codedSchema(unplannedReasons),
      }),
    )
    .check(z.maxLength(800)),
  insights: remarks(planInsights),
  warnings: remarks(planWarnings),
};

/** How tasks are cut into pieces, in minutes. */
export const planPieces = z.strictObject({ minMinutes: z.int(), maxMinutes: z.int(), breakMinutes: z.int() });

export const dayPlan = z.strictObject({
  ...planContents,
  pieces: planPieces,
  /** Tasks and habits that the person left out of it. */
  leftOut: z.array(z.guid()).check(z.maxLength(200)),
  /** The days that were planned together, and the versions of all that was read for them: whether the plan is stale. */
  basis: z.strictObject({ from: z.iso.date(), days: z.int(), versions: z.string().check(z.maxLength(32)) }),
  /** By what the order of tasks was made, and why no model was asked where one could have been. */
  madeBy: z.enum(["rules", "model"]),
  why: z.nullable(z.enum(whys)),
  proposedAt: instantText,
  acceptedAt: z.nullable(instantText),
});

/** The contents of a feed; without calendars it has all of them. */
export const feedScope = z.strictObject({
  calendarIds: z.optional(z.array(z.uuid()).check(z.maxLength(100))),
  includeTasks: z.optional(z.boolean()),
  includeTimeBlocks: z.optional(z.boolean()),
  busyOnly: z.optional(z.boolean()),
});

export const calendars = owned(
  "calendars",
  {
    provider: oneOf(...calendarProviders)
      .notNull()
      .default("manual"),
    connectionId: uuid().references(() => connections.id, { onDelete: "cascade" }),
    externalId: text(1000),
    name: text(200).notNull(),
    description: text(5000),
    color: text(7, { format: "color" }),
    /** For what is written into it without a zone; the person's own unless set. */
    timezone: zone(),
    /** Where what names no calendar goes: one at most. */
    isDefault: boolean().notNull().default(false),
    isSelected: boolean().notNull().default(true),
    /** What comes from an address, and what its provider lets nobody but its owner change. */
    isReadOnly: boolean().notNull().default(false),
    /** Where the next synchronisation goes on from, in the provider's own words. */
    syncToken: text(4000),
    lastSyncedAt: instant(),
    /** Why the last synchronisation failed, a sentence; null after one that succeeded. */
    syncError: text(500),
    syncErrorCoded: json(codedSchema(...whySyncFails)),
    /** The channel (Google) or subscription (Microsoft) by which the provider tells of changes; the previous one overlaps with it. */
    watchChannelId: text(200),
    watchResourceId: text(500),
    watchExpiresAt: instant(),
    previousWatchChannelId: text(200),
    previousWatchResourceId: text(500),
    ...versioned(),
  },
  (t) => [
    index("calendars_user").on(t.userId, sql`id desc`),
    uniqueIndex("calendars_external").on(t.connectionId, t.externalId).where(sql`deleted_at is null`),
    uniqueIndex("calendars_default").on(t.userId).where(sql`is_default and deleted_at is null`),
    uniqueIndex("calendars_watch_channel").on(t.watchChannelId),
    index("calendars_watch_expires").on(t.watchExpiresAt).where(sql`watch_expires_at is not null`),
  ],
  { title: "name" },
);

/** Calendars that are fed by an address (`webcal:`, `https:`), which is fetched again and again. */
export const calendarSubscriptions = owned(
  "calendar_subscriptions",
  {
    calendarId: uuid()
      .notNull()
      .references(() => calendars.id, { onDelete: "cascade" }),
    /** Sealed: whoever knows the address of a private calendar reads it. */
    url: encrypted(2000).notNull(),
    /** The host of the address, which its owner may see without unsealing it. */
    host: text(255).notNull(),
    etag: text(500),
    lastModified: text(100),
    lastFetchedAt: instant(),
    nextFetchAt: instant().notNull().default(sql`now()`),
    /** `stopped`: so many fetches in a row have failed that it waits for its person to try again. */
    status: oneOf("active", "stopped").notNull().default("active"),
    failures: integer().notNull().default(0),
    /** Why the last fetch brought nothing, a sentence; null after one that succeeded. */
    error: text(500),
    errorCoded: json(codedSchema(...whyFetchFails)),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("calendar_subscriptions_calendar").on(t.calendarId).where(sql`deleted_at is null`),
    index("calendar_subscriptions_user").on(t.userId, sql`id desc`),
    index("calendar_subscriptions_due").on(t.nextFetchAt).where(sql`deleted_at is null and status = 'active'`),
  ],
  { private: true },
);

/**
 * Events, series of events, and the instances of a series that differ from it. A moment is an instant; of an event without a zone
 * (floating) and of one that lasts all day it is what clocks show everywhere, as if they were those of UTC. `endAt` is exclusive.
 */
export const calendarEvents = shared(
  "calendar_events",
  {
    // A calendar takes its events along when it is deleted, and brings them back when it is restored.
    calendarId: uuid().references(() => calendars.id, { onDelete: "cascade" }),
    provider: oneOf(...calendarProviders)
      .notNull()
      .default("manual"),
    connectionId: uuid().references(() => connections.id, { onDelete: "set null" }),
    /** What its calendar knows it by. In iCalendar an instance has the UID of its series, so its RECURRENCE-ID is a part of this. */
    externalId: text(1024),
    /** Of an instance of a series of its provider's: what the provider knows the series by. */
    externalSeriesId: text(1024),
    icalUid: text(1024),
    title: text(1000).notNull(),
    description: text(20_000),
    location: text(1000),
    url: text(2000, { format: "url" }),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    /** Of an event that lasts all day: its first day, and the day after its last. */
    startDate: day().generatedAlwaysAs(sql`case when is_all_day then (start_at at time zone 'UTC')::date end`),
    endDate: day().generatedAlwaysAs(sql`case when is_all_day then (end_at at time zone 'UTC')::date end`),
    /** None of a floating event, and of one that lasts all day. */
    timezone: zone(),
    isAllDay: boolean().notNull().default(false),
    /** Over a change of clocks an event keeps the time of its end, or its exact duration (RFC 5545, 3.3.6). */
    lasts: oneOf("until_end", "duration").notNull().default("until_end"),
    /** As in RFC 5545, 3.8.2.7: a transparent event leaves its time free. */
    transparency: oneOf("opaque", "transparent").notNull().default("opaque"),
    status: oneOf(...eventStatuses)
      .notNull()
      .default("scheduled"),
    recurrenceRule: text(MAX_RULE_LENGTH),
    recurrenceExdates: instants(MAX_DATES).notNull().default(sql`'{}'`),
    recurrenceRdates: instants(MAX_DATES).notNull().default(sql`'{}'`),
    recurrenceParentId: uuid().references((): AnyPgColumn => calendarEvents.id, { onDelete: "cascade" }),
    /** The start of the instance that this one replaces. Without a parent its series is not known, and it stands alone. */
    recurrenceOriginalStart: instant(),
    attendees: json(attendees).notNull().default(sql`'[]'`),
    reminders: json(reminders).notNull().default(sql`'[]'`),
    /** When the next reminder of the event, or of its series, is due. */
    nextReminderAt: instant(),
    conferenceUrl: text(2000, { format: "url" }),
    linkedResourceType: oneOf(...linkedResourceTypes)
      .notNull()
      .default("none"),
    linkedResourceId: uuid(),
    /** The revision of RFC 5545, 3.8.7.4: of two versions of an event from elsewhere, the higher one counts. */
    sequence: integer({ min: 0 }).notNull().default(0),
    etag: text(500),
    syncedAt: instant(),
    /** The version of this row that its provider has: a higher one is still to be written there. */
    syncedVersion: integer(),
    syncedFields: json(syncedFields),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("calendar_events_external").on(t.calendarId, t.externalId).where(sql`deleted_at is null`),
    uniqueIndex("calendar_events_override")
      .on(t.recurrenceParentId, t.recurrenceOriginalStart)
      .where(sql`deleted_at is null`),
    index("calendar_events_user").on(t.userId, sql`id desc`),
    index("calendar_events_user_start").on(t.userId, t.startAt),
    // What a window of time is read by: events of up to a day by their start, longer ones, series, and what replaces instances.
    index("calendar_events_user_longer").on(t.userId).where(sql`end_at - start_at > interval '1 day'`),
    index("calendar_events_user_recurring")
      .on(t.userId)
      .where(sql`recurrence_rule is not null or recurrence_rdates <> '{}'`),
    index("calendar_events_user_original")
      .on(t.userId, t.recurrenceOriginalStart)
      .where(sql`recurrence_original_start is not null`),
    index("calendar_events_user_ical_uid").on(t.userId, t.icalUid).where(sql`ical_uid is not null`),
    index("calendar_events_household").on(t.householdId, t.startAt).where(sql`household_id is not null`),
    index("calendar_events_calendar").on(t.calendarId, t.startAt),
    index("calendar_events_external_series")
      .on(t.calendarId, t.externalSeriesId)
      .where(sql`external_series_id is not null`),
    index("calendar_events_connection").on(t.connectionId).where(sql`connection_id is not null`),
    index("calendar_events_parent").on(t.recurrenceParentId).where(sql`recurrence_parent_id is not null`),
    index("calendar_events_linked").on(t.linkedResourceId).where(sql`linked_resource_id is not null`),
    index("calendar_events_reminder").on(t.nextReminderAt).where(sql`next_reminder_at is not null`),
    check("calendar_events_time_check", sql`end_at >= start_at`),
    check(
      "calendar_events_all_day_check",
      sql`not is_all_day or (timezone is null and date_trunc('day', start_at, 'UTC') = start_at and date_trunc('day', end_at, 'UTC') = end_at and end_at > start_at)`,
    ),
    check("calendar_events_linked_check", sql`(linked_resource_type = 'none') = (linked_resource_id is null)`),
    check(
      "calendar_events_override_check",
      sql`recurrence_parent_id is null or (recurrence_original_start is not null and recurrence_rule is null)`,
    ),
    check("calendar_events_external_check", sql`external_id is null or calendar_id is not null`),
  ],
  { within: { recurrenceParentId: "calendar_events", calendarId: "calendars" }, title: "title" },
);

export const timeBlocks = owned(
  "time_blocks",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    taskId: uuid().references(() => tasks.id, { onDelete: "set null" }),
    habitId: uuid().references(() => habits.id, { onDelete: "set null" }),
    title: text(500).notNull(),
    date: day().notNull(),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    blockType: oneOf(...blockTypes)
      .notNull()
      .default("work"),
    status: oneOf("planned", "in_progress", "completed", "skipped", "rescheduled").notNull().default("planned"),
    source: oneOf("user", "plan").notNull().default("user"),
    /** Two blocks that do not allow it never overlap: an exclusion constraint, `time_blocks_overlap`. */
    allowOverlap: boolean().notNull().default(false),
    notes: text(10_000),
    ...versioned(),
  },
  (t) => [
    index("time_blocks_user").on(t.userId, sql`id desc`),
    index("time_blocks_user_date").on(t.userId, t.date, t.startAt),
    index("time_blocks_life_domain").on(t.lifeDomainId),
    index("time_blocks_task").on(t.taskId),
    index("time_blocks_habit").on(t.habitId),
    check("time_blocks_time_check", sql`end_at > start_at`),
  ],
);

export const dailyPlans = owned(
  "daily_plans",
  {
    date: day().notNull(),
    energyLevel: oneOf(...energyLevels),
    focusDomainIds: ids(20).notNull().default(sql`'{}'`),
    morningIntention: text(2000),
    eveningReflection: text(10_000),
    moodMorning: smallint(),
    moodEvening: smallint(),
    plan: json(dayPlan),
    plannedBy: oneOf("user", "solver", "ai").notNull().default("user"),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("daily_plans_date").on(t.userId, t.date).where(sql`deleted_at is null`),
    index("daily_plans_user").on(t.userId, sql`id desc`),
    check("daily_plans_mood_morning_check", sql`mood_morning between 1 and 5`),
    check("daily_plans_mood_evening_check", sql`mood_evening between 1 and 5`),
  ],
);

export const calendarFeeds = owned(
  "calendar_feeds",
  {
    tokenHash: text(128, { secret: true }).notNull(),
    name: text(200).notNull(),
    scope: json(feedScope).notNull().default(sql`'{}'`),
    lastReadAt: instant(),
    revokedAt: instant(),
  },
  (t) => [uniqueIndex("calendar_feeds_token").on(t.tokenHash), index("calendar_feeds_user").on(t.userId, sql`id desc`)],
  { private: true, deletedForGood: "an address that was revoked must not open again" },
);

/** Calendars, their events, time blocks, plans of a day, and read-only feeds. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { connections } from "#core/identity/connections.sql";
import { habits } from "#core/rhythm/habits.sql";
import { lifeDomains } from "#core/work/life-domains.sql";
import { energyLevels, tasks } from "#core/work/tasks.sql";
import { boolean, day, ids, instant, instants, json, oneOf, smallint, text, uuid, versioned, zone } from "#kit/columns";
import { owned, shared } from "#kit/table";

export const calendarProviders = ["manual", "google", "outlook", "apple", "ics"] as const;
export const eventStatuses = ["scheduled", "completed", "skipped", "cancelled"] as const;
export const linkedResourceTypes = ["none", "recipe", "workout", "chore", "transaction"] as const;
export const blockTypes = ["work", "personal", "health", "break", "transit"] as const;

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
    }),
  )
  .check(z.maxLength(500));

/** The result of planning a day: what was placed where, what could not be placed and why, and observations. */
export const dayPlan = z.strictObject({
  scheduled: z
    .array(
      z.strictObject({
        taskId: z.optional(z.uuid()),
        habitId: z.optional(z.uuid()),
        title: shortText,
        startAt: instantText,
        endAt: instantText,
        blockType: z.enum(blockTypes),
        rationale: z.optional(shortText),
      }),
    )
    .check(z.maxLength(200)),
  unscheduled: z.array(z.strictObject({ taskId: z.uuid(), reason: shortText })).check(z.maxLength(500)),
  insights: z.array(shortText).check(z.maxLength(20)),
  warnings: z.array(shortText).check(z.maxLength(20)),
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
    connectionId: uuid().references(() => connections.id, { onDelete: "cascade" }),
    externalId: text(1000),
    name: text(200).notNull(),
    color: text(7, { format: "color" }),
    isSelected: boolean().notNull().default(true),
    syncToken: text(4000),
    watchChannelId: text(200),
    watchResourceId: text(500),
    watchExpiresAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("calendars_user").on(t.userId, sql`id desc`),
    uniqueIndex("calendars_external").on(t.connectionId, t.externalId),
    uniqueIndex("calendars_watch_channel").on(t.watchChannelId),
    index("calendars_watch_expires").on(t.watchExpiresAt).where(sql`watch_expires_at is not null`),
  ],
  { deletedForGood: "it goes with its connection, from which it is read again" },
);

export const calendarEvents = shared(
  "calendar_events",
  {
    // Events stay when the calendar they came from is deleted for good; deleting a calendar marks its events as deleted first.
    calendarId: uuid().references(() => calendars.id, { onDelete: "set null" }),
    provider: oneOf(...calendarProviders)
      .notNull()
      .default("manual"),
    connectionId: uuid().references(() => connections.id, { onDelete: "set null" }),
    externalId: text(1024),
    icalUid: text(1024),
    title: text(1000).notNull(),
    description: text(20_000),
    location: text(1000),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    timezone: zone().notNull().default("UTC"),
    isAllDay: boolean().notNull().default(false),
    isBlocking: boolean().notNull().default(true),
    status: oneOf(...eventStatuses)
      .notNull()
      .default("scheduled"),
    recurrenceRule: text(1000),
    recurrenceExdates: instants().notNull().default(sql`'{}'`),
    recurrenceParentId: uuid().references((): AnyPgColumn => calendarEvents.id, { onDelete: "cascade" }),
    recurrenceOriginalStart: instant(),
    attendees: json(attendees).notNull().default(sql`'[]'`),
    conferenceUrl: text(2000, { format: "url" }),
    linkedResourceType: oneOf(...linkedResourceTypes)
      .notNull()
      .default("none"),
    linkedResourceId: uuid(),
    etag: text(500),
    syncedAt: instant(),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("calendar_events_external").on(t.userId, t.provider, t.externalId).where(sql`deleted_at is null`),
    uniqueIndex("calendar_events_override")
      .on(t.recurrenceParentId, t.recurrenceOriginalStart)
      .where(sql`deleted_at is null`),
    index("calendar_events_user").on(t.userId, sql`id desc`),
    index("calendar_events_user_start").on(t.userId, t.startAt),
    index("calendar_events_user_recurring").on(t.userId).where(sql`recurrence_rule is not null`),
    index("calendar_events_user_ical_uid").on(t.userId, t.icalUid).where(sql`ical_uid is not null`),
    index("calendar_events_household").on(t.householdId, t.startAt).where(sql`household_id is not null`),
    index("calendar_events_calendar").on(t.calendarId),
    index("calendar_events_connection").on(t.connectionId).where(sql`connection_id is not null`),
    index("calendar_events_parent").on(t.recurrenceParentId).where(sql`recurrence_parent_id is not null`),
    index("calendar_events_linked").on(t.linkedResourceId).where(sql`linked_resource_id is not null`),
    check("calendar_events_time_check", sql`end_at >= start_at`),
    check("calendar_events_linked_check", sql`(linked_resource_type = 'none') = (linked_resource_id is null)`),
    check("calendar_events_override_check", sql`(recurrence_parent_id is null) = (recurrence_original_start is null)`),
  ],
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

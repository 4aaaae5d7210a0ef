/**
 * The append-only log of events, the outbox from which they are published, and the inboxes that make their effects happen once.
 * Without foreign keys: a log must not change because something that it refers to is deleted.
 */
import { sql } from "drizzle-orm";
import { index, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { freeForm } from "#core/platform/free-form";
import { id, inet, instant, integer, json, oneOf, strings, text, uuid } from "#kit/columns";
import { custom, ME, pillarPolicy, service, timestamps } from "#kit/table";

export const eventOrigins = ["api", "webhook", "schedule", "workflow", "agent", "import"] as const;
export const eventPayloadSchema = freeForm(20_000);

export const events = custom(
  "events",
  {
    id: id(),
    userId: uuid(),
    householdId: uuid(),
    actorId: uuid(),
    eventType: text(100).notNull(),
    source: text(100).notNull(),
    entityType: text(100),
    entityId: uuid(),
    action: text(50).notNull(),
    payload: json(eventPayloadSchema).notNull().default(sql`'{}'`),
    previous: json(eventPayloadSchema),
    changed: strings(100, 100).notNull().default(sql`'{}'`),
    origin: oneOf(...eventOrigins)
      .notNull()
      .default("api"),
    correlationId: uuid(),
    causationId: uuid(),
    requestId: text(100),
    platform: text(50),
    clientVersion: text(50),
    ip: inet(),
    ...timestamps({ appendOnly: true }),
  },
  {
    // Visible to the row's owner and to the actor, always. Household members and grantees see it while they may see the row, and
    // only events since then: since they joined, since the grant on it or on its container, since the row was last shared with
    // the household or moved into the container. The household of an event is the one that its row was shared with at that time.
    read: (row) =>
      `${row}.user_id = ${ME} OR ${row}.actor_id = ${ME}` +
      ` OR (${row}.household_id = ANY(((select my_households()))::uuid[])` +
      ` AND EXISTS (select 1 from household_members m where m.household_id = ${row}.household_id and m.user_id = ${ME} and m.created_at <= ${row}.created_at)` +
      ` AND NOT EXISTS (select 1 from unshared_rows u where u.entity_id = ${row}.entity_id and u.household_id = ${row}.household_id and u.unshared_at >= ${row}.created_at))` +
      ` OR EXISTS (select 1 from access_grants g where g.entity_id = ${row}.entity_id and g.grantor_id = ${row}.user_id and g.grantee_id = ${ME} and g.updated_at <= ${row}.created_at)` +
      ` OR (((select my_granted_since()) ->> (${row}.user_id || ':' || ${row}.entity_id))::timestamptz <= ${row}.created_at)`,
    // An event happens now, by the speaker, in a household of theirs. An event for another person must be for one they are
    // connected with, and a trigger (verify_event) checks the row that it is about.
    insert:
      `events.actor_id = ${ME} AND events.created_at = now() AND CASE` +
      ` WHEN events.user_id = ${ME} THEN events.household_id IS NULL OR events.household_id = ANY(((select my_households()))::uuid[])` +
      ` ELSE events.user_id = ANY(((select my_companions()))::uuid[])` +
      ` OR EXISTS (select 1 from access_grants g where g.grantor_id = events.user_id and g.grantee_id = ${ME}) END`,
  },
  (t) => [
    pillarPolicy("events", "split_part(events.source, '/', 2)"),
    index("events_user").on(t.userId, t.id),
    index("events_household").on(t.householdId, t.id).where(sql`household_id is not null`),
    index("events_actor").on(t.actorId, t.id),
    index("events_correlation").on(t.correlationId),
    index("events_causation").on(t.causationId),
    index("events_entity").on(t.entityType, t.entityId),
  ],
);

/**
 * Events that the bus has not delivered yet. Requests may only add events of their own transaction (the trigger verify_outbox
 * checks that). The sweep records when it last published an event and how often the bus accepted it.
 */
export const outbox = custom(
  "outbox",
  {
    eventId: uuid().primaryKey(),
    sweptAt: instant(),
    tries: integer().notNull().default(0),
    ...timestamps({ appendOnly: true }),
  },
  { read: () => "false", insert: "true" },
  (t) => [index("outbox_age").on(t.createdAt)],
);

export const inboxRowsSchema = freeForm(1_000_000);

/** One row for each effect of a consumer or workflow step, with the person on whose behalf it acted. */
export const consumerInbox = service(
  "consumer_inbox",
  {
    /** Null for effects of the service itself. */
    userId: uuid(),
    consumer: text(200).notNull(),
    eventId: text(200).notNull(),
    rows: json(inboxRowsSchema).notNull().default(sql`'{}'`),
    processedAt: instant().notNull().default(sql`now()`),
  },
  (t) => [
    unique("consumer_inbox_once").on(t.consumer, t.eventId, t.userId).nullsNotDistinct(),
    index("consumer_inbox_age").on(t.processedAt),
    // For the claims of workflow runs, which operators page through and look up by run.
    index("consumer_inbox_runs").on(t.processedAt, t.consumer, t.eventId).where(sql`consumer like 'workflow:%'`),
    index("consumer_inbox_run").on(sql`(rows ->> 'run')`).where(sql`consumer like 'workflow:%'`),
  ],
);

/** Whatever is quoted goes first, since it may hold any of the rest. */
const ERROR_PATTERN = sql.raw(
  [
    [`"[^"]*"|''[^'']*''|“[^”]*”|\u0060[^\u0060]*\u0060`, "<text>"],
    ["[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "<id>"],
    ["\\y([0-9a-f]{16,}|[0-9A-HJKMNP-TV-Z]{26})\\y", "<id>"],
    ["[0-9]+", "<n>"],
  ].reduce(
    (text, [differing, instead]) => `regexp_replace(${text}, '${differing}', '${instead}', 'g')`,
    "left(coalesce(error, ''), 300)",
  ),
);

/**
 * Messages that their consumer gave up on and workflow runs that failed for good, kept until an operator redrives or discards
 * them. There is one row for each source and event, which is opened again when it fails again.
 */
export const deadLetters = service(
  "dead_letters",
  {
    id: id(),
    /** The id of a consumer, `workflow:` followed by the id of a workflow, or `outbox`. */
    source: text(200).notNull(),
    eventId: text(200).notNull(),
    /** The message or run that failed last: reporting the same one twice changes nothing. */
    messageId: text(200).notNull(),
    payload: json(inboxRowsSchema).notNull(),
    error: text(10_000),
    attempts: integer().notNull().default(0),
    status: oneOf("open", "redriven", "discarded").notNull().default("open"),
    redrivenAt: instant(),
    /** Who is sending it again at this moment, by a name that no other attempt has, and since when. */
    claimedBy: text(100),
    claimedAt: instant(),
    /** The error without what differs from one letter to the next: ids, numbers and what is in quotes. */
    errorPattern: text(300).generatedAlwaysAs(ERROR_PATTERN),
    /** Names all letters of the same pattern. */
    errorGroup: text(32).generatedAlwaysAs(sql`md5(${ERROR_PATTERN})`),
  },
  (t) => [
    index("dead_letters_status").on(t.status, t.id),
    uniqueIndex("dead_letters_event").on(t.source, t.eventId),
    index("dead_letters_group").on(t.errorGroup, t.id),
  ],
);

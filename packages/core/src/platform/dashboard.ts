/**
 * Today and this week in figures of every pillar. A read model: the one place in core that reads the tables of several
 * pillars, in one statement, so that all figures are of the same instant.
 *
 * The figures are kept as a snapshot that can never be stale: it carries the person's latest event as its watermark, and
 * whoever reads it compares the two in the same statement. Every change has an event, so every change invalidates it.
 */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { readablePillars } from "#cloud/scopes";
import { insights } from "#core/cortex/insights.sql";
import { transactions } from "#core/finance/transactions.sql";
import { brainLogs } from "#core/health/brain-logs.sql";
import { DRAFT } from "#core/health/meals";
import { meals } from "#core/health/meals.sql";
import { completedWorkouts, workouts } from "#core/health/workouts.sql";
import { users } from "#core/identity/users.sql";
import { events } from "#core/platform/events.sql";
import { notifications } from "#core/platform/notifications.sql";
import type { Ctx } from "#kit/ctx";
import { type Read, read, uncounted } from "#kit/db";
import { NotFound } from "#kit/problem";
import { me } from "#kit/table";
import { Currency, Day, Instant, Uuid } from "#kit/wire";

const Count = z.int();
const Spend = z.strictObject({
  currency: Currency,
  /** What was spent, as a positive amount; transfers between own accounts are not. */
  amountCents: z.int(),
  transactions: Count,
});

export const Dashboard = z.strictObject({
  /** The day in the person's time zone; weeks begin on Monday. */
  date: Day,
  timezone: z.string(),
  weekStart: Day,
  workouts: z.strictObject({
    today: Count,
    thisWeek: Count,
    recent: z.array(
      z.strictObject({
        id: Uuid,
        workoutId: z.nullable(Uuid),
        name: z.nullable(z.string()),
        completedAt: Instant,
        durationMinutes: z.nullable(z.int()),
        volumeLoad: z.int(),
      }),
    ),
  }),
  meals: z.strictObject({
    /** Logged meals; drafts are counted apart and add no calories. */
    today: Count,
    caloriesToday: z.number(),
    thisWeek: Count,
    caloriesThisWeek: z.number(),
    drafts: z.array(z.strictObject({ id: Uuid, name: z.string(), eatenAt: Instant })),
  }),
  spend: z.strictObject({ today: z.array(Spend), thisWeek: z.array(Spend) }),
  mood: z.strictObject({
    latest: z.nullable(
      z.strictObject({ id: Uuid, value: z.number(), note: z.nullable(z.string()), loggedAt: Instant }),
    ),
    /** Over the last seven days, today included. */
    average: z.nullable(z.number()),
    entries: Count,
  }),
  notifications: z.strictObject({
    unread: Count,
    /** The newest question that waits for an answer. */
    question: z.nullable(
      z.strictObject({
        id: Uuid,
        kind: z.string(),
        title: z.string(),
        body: z.nullable(z.string()),
        action: z.record(z.string(), z.unknown()),
        createdAt: Instant,
      }),
    ),
  }),
  insights: z.array(
    z.strictObject({
      id: Uuid,
      insightType: z.string(),
      title: z.string(),
      body: z.string(),
      confidence: z.number(),
      createdAt: Instant,
    }),
  ),
  events: z.array(
    z.strictObject({
      id: Uuid,
      type: z.string(),
      entityType: z.nullable(z.string()),
      entityId: z.nullable(Uuid),
      createdAt: Instant,
    }),
  ),
  /** The pillars that the API key may not read: what is of them is left empty. */
  hidden: z.array(z.string()),
  generatedAt: Instant,
  cached: z.boolean(),
});
export type Dashboard = z.output<typeof Dashboard>;

interface Snapshot {
  dashboard: Omit<Dashboard, "cached" | "hidden">;
}

/** Changes when the figures do, so that a new release serves no snapshot of an old one. */
const FORM = 1;
/** Snapshots of people who no longer come; those of people who do are renewed at least every day. */
const KEPT_SECONDS = 2 * 24 * 3600;

/** One flight when the snapshot still holds, two when it has to be made. */
export async function get(ctx: Ctx): Promise<Dashboard> {
  const [kept] = await ctx.db.batch([keptSnapshot(ctx)]);
  if (kept) return { ...readable(ctx, kept.dashboard), cached: true };
  const [made] = await ctx.db.batch([makeSnapshot(ctx)]);
  if (!made) throw NotFound("The account is gone.");
  return { ...readable(ctx, made.dashboard), cached: false };
}

/** What each pillar shows when it may not be read. Events and notifications are left out by their own policies. */
const NOTHING = {
  cortex: { insights: [] },
  finance: { spend: { today: [], thisWeek: [] } },
  health: {
    workouts: { today: 0, thisWeek: 0, recent: [] },
    meals: { today: 0, caloriesToday: 0, thisWeek: 0, caloriesThisWeek: 0, drafts: [] },
    mood: { latest: null, average: null, entries: 0 },
  },
} satisfies Record<string, Partial<Dashboard>>;

/** The figures without those of pillars that the speaker may not read. */
function readable(ctx: Ctx, dashboard: Snapshot["dashboard"]): Omit<Dashboard, "cached"> {
  const pillars = readablePillars(ctx.actor);
  const hidden = pillars ? Object.entries(NOTHING).filter(([pillar]) => !pillars.includes(pillar)) : [];
  return Object.assign(
    { ...dashboard, hidden: hidden.map(([pillar]) => pillar) },
    ...hidden.map(([, nothing]) => nothing),
  );
}

/** A key that may not read everything has snapshots of its own: it sees fewer events and notifications. */
const keyOf = ({ actor }: Ctx) =>
  [`user:${actor.userId}:snapshot:dashboard`, ...(readablePillars(actor)?.toSorted() ?? [])].join(":");

/** Where the speaker is in time. */
const person = (ctx: Ctx) =>
  sql`select ${users.timezone} as zone, (${ctx.now().toISOString()}::timestamptz at time zone ${users.timezone})::date as today from ${users} where ${users.id} = ${me}`;

const latestEvent = sql`(select ${events.id} from ${events} where ${events.userId} = ${me} order by ${events.id} desc limit 1)`;

/** How many events there are after `since`, up to `latest`. */
const eventsBetween = sql`(select count(*)::int from ${events} where ${events.userId} = ${me} and ${events.id} > since and ${events.id} <= latest)`;

/**
 * The snapshot, if its watermark still is the latest event. Ids of events are drawn before they commit, so an earlier one may
 * come to light afterwards: those of the minute before the snapshot are counted, too. No request lasts that long.
 */
function keptSnapshot(ctx: Ctx): Read<Snapshot | undefined> {
  return one<Snapshot>(
    read(sql`
    with person as (${person(ctx)}),
    kept as materialized (
      select value, (value ->> 'latest')::uuid as latest, (value ->> 'since')::uuid as since
      from (select cache_get(${keyOf(ctx)}) as value) cached
    )
    select value as snapshot from kept, person
    where (value ->> 'form')::int = ${FORM}
      and value ->> 'day' = person.today::text
      and value ->> 'zone' = person.zone
      and latest is not distinct from ${latestEvent}
      and (value ->> 'count')::int = ${eventsBetween}`),
  );
}

/** One statement sees one state of the database, so the figures and their watermark belong together. */
function makeSnapshot(ctx: Ctx): Read<Snapshot | undefined> {
  return one<Snapshot>(
    uncounted(sql`
    with person as (${person(ctx)}),
    span as materialized (
      select zone, today, date_trunc('week', today)::date as week_start,
        instant_of(today::timestamp, zone) as today_from,
        instant_of((today + 1)::timestamp, zone) as today_to,
        instant_of(date_trunc('week', today)::timestamp, zone) as week_from,
        instant_of((today - 6)::timestamp, zone) as lately_from,
        ${latestEvent} as latest, uuidv7('-1 minute'::interval) as since
      from person
    ),
    made as materialized (
      select jsonb_build_object('form', ${FORM}::int, 'day', today, 'zone', zone, 'since', since, 'latest', latest,
        'count', ${eventsBetween},
        'dashboard', jsonb_build_object('date', today, 'timezone', zone, 'weekStart', week_start,
          'workouts', ${workoutFigures}, 'meals', ${mealFigures}, 'spend', ${spendFigures}, 'mood', ${moodFigures},
          'notifications', ${notificationFigures}, 'insights', ${latestInsights}, 'events', ${latestEvents},
          'generatedAt', ${ctx.now().toISOString()}::text)) as value
      from span
    )
    select value as snapshot, cache_put(${keyOf(ctx)}, value, ${KEPT_SECONDS}::int) from made`),
  );
}

const workoutFigures = row(
  sql`select count(*) filter (where completed_at >= today_from) as "today", count(*) as "thisWeek",
    ${rows(
      sql`select c.id, c.workout_id as "workoutId", w.name, ${iso("c.completed_at")} as "completedAt", c.duration_minutes as "durationMinutes", c.volume_load as "volumeLoad"
        from ${completedWorkouts} c left join ${workouts} w on w.id = c.workout_id
        where c.user_id = ${me} and c.deleted_at is null and c.dependent_id is null and c.completed_at < today_to order by c.completed_at desc, c.id desc limit 5`,
    )} as "recent"
  from ${completedWorkouts} where user_id = ${me} and deleted_at is null and dependent_id is null and completed_at >= week_from and completed_at < today_to`,
);

const mealFigures = row(
  sql`select count(*) filter (where eaten_at >= today_from) as "today",
    coalesce(sum(calories) filter (where eaten_at >= today_from), 0) as "caloriesToday",
    count(*) as "thisWeek", coalesce(sum(calories), 0) as "caloriesThisWeek",
    ${rows(
      sql`select id, name, ${iso("eaten_at")} as "eatenAt" from ${meals}
        where user_id = ${me} and deleted_at is null and source = ${DRAFT} and eaten_at >= lately_from order by meals.eaten_at desc, id desc limit 10`,
    )} as "drafts"
  from ${meals} where user_id = ${me} and deleted_at is null and dependent_id is null and source <> ${DRAFT} and eaten_at >= week_from and eaten_at < today_to`,
);

const spendSince = (since: SQL) =>
  rows(
    sql`select currency, least(-sum(amount_cents), ${Number.MAX_SAFE_INTEGER}::bigint) as "amountCents", count(*) as transactions from ${transactions}
      where user_id = ${me} and deleted_at is null and transfer_pair_id is null and amount_cents < 0 and date >= ${since} and date <= today
      group by currency order by currency`,
  );
const spendFigures = sql`jsonb_build_object('today', ${spendSince(sql`today`)}, 'thisWeek', ${spendSince(sql`week_start`)})`;

const moodFigures = row(
  sql`select ${row(
    sql`select id, value, note, ${iso("logged_at")} as "loggedAt" from ${brainLogs}
      where user_id = ${me} and deleted_at is null and metric_name = 'mood_score' order by brain_logs.logged_at desc, id desc limit 1`,
  )} as "latest", round(avg(value), 2) as "average", count(*) as "entries"
  from ${brainLogs} where user_id = ${me} and deleted_at is null and metric_name = 'mood_score' and logged_at >= lately_from and logged_at < today_to`,
);

const notificationFigures = row(
  sql`select (select count(*) from (select from ${notifications} where user_id = ${me} and read_at is null limit 1000) unread) as "unread",
    ${row(
      sql`select id, kind, title, body, action, ${iso("created_at")} as "createdAt" from ${notifications}
        where user_id = ${me} and answered_at is null and action -> 'answer' is not null order by id desc limit 1`,
    )} as "question"`,
);

const latestInsights = rows(
  sql`select id, insight_type as "insightType", title, body, confidence, ${iso("created_at")} as "createdAt" from ${insights}
    where user_id = ${me} and feedback is distinct from 'dismissed' order by id desc limit 3`,
);

const latestEvents = rows(
  sql`select id, event_type as type, entity_type as "entityType", entity_id as "entityId", ${iso("created_at")} as "createdAt" from ${events}
    where user_id = ${me} order by id desc limit 10`,
);

/** The only row of a query as a JSON object; null without one. */
function row(query: SQL): SQL {
  return sql`(select to_jsonb(one) from (${query}) one)`;
}

/** The rows of a query as a JSON array, in the query's order. */
function rows(query: SQL): SQL {
  return sql`(select coalesce(jsonb_agg(to_jsonb(one)), '[]') from (${query}) one)`;
}

/** An instant as the wire has it. */
function iso(column: string): SQL {
  return sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
}

function one<S>(statement: Read<{ snapshot: string }[]>): Read<S | undefined> {
  return {
    ...statement,
    decode(result) {
      const [found] = statement.decode(result);
      return found && (JSON.parse(found.snapshot) as S);
    },
  };
}

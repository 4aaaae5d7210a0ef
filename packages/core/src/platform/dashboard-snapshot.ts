/**
 * The dashboard: figures of every pillar for today and this week. It combines the parts that the pillars declare
 * (dashboard-part.ts) in one statement, so that all figures are of the same instant.
 *
 * The figures are cached as a snapshot that is never stale: every change has an event, each part names the events that change it,
 * and the statement that reads the snapshot also counts such events since then.
 */
import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { readablePillars } from "#cloud/scopes";
import { users } from "#core/identity/users.sql";
import { changersOf, type DashboardPart } from "#core/platform/dashboard-part";
import { fields, pillars } from "#core/platform/dashboard-parts.generated";
import { events } from "#core/platform/events.sql";
import type { Ctx } from "#kit/ctx";
import { compile, type Read, read, uncounted } from "#kit/db";
import { NotFound } from "#kit/problem";
import { me } from "#kit/table";
import { Day, Instant } from "#kit/wire";

type Shapes = { [Name in keyof typeof fields]: (typeof fields)[Name]["shape"] };
const shapes = Object.fromEntries(byName(fields).map(([name, { shape }]) => [name, shape])) as Shapes;

export const Dashboard = z.strictObject({
  /** The day in the person's time zone; weeks begin on Monday. */
  date: Day,
  timezone: z.string(),
  weekStart: Day,
  ...shapes,
  /** The pillars that the API key may not read; their parts are empty. */
  hidden: z.array(z.string()),
  generatedAt: Instant,
  cached: z.boolean(),
});
export type Dashboard = z.output<typeof Dashboard>;

/** The cached figures and those calculated for each request; parts that the speaker may not read are missing. */
type Figures = Omit<Dashboard, "cached" | "hidden">;

/** Removes the snapshots of people who have stopped using LifeOS; others are renewed at least every day. */
const KEPT_SECONDS = 2 * 24 * 3600;
/** The most events that are searched for one that changes a figure; with more of them a new snapshot is made. */
const EVENTS_LOOKED_THROUGH = 200;

/** One flight when the snapshot is valid, two when a new one has to be made. */
export async function get(ctx: Ctx): Promise<Dashboard> {
  const shown = shownTo(ctx);
  const [kept] = await ctx.db.batch([keptSnapshot(ctx, shown)]);
  if (kept) return { ...kept, ...shown.empty, hidden: shown.hidden, cached: true };
  const [made] = await ctx.db.batch([makeSnapshot(ctx, shown)]);
  if (!made) throw NotFound("The account is gone.");
  return { ...made, ...shown.empty, hidden: shown.hidden, cached: false };
}

interface Shown {
  /** The cached parts and those calculated for each request, each as a jsonb object. */
  kept: SQL;
  live: SQL;
  /** The types of the events that invalidate the cached parts. */
  changers: string[];
  /** Identifies the form of the cached parts, so that a new release does not use snapshots of an old one. */
  form: string;
  /** The pillars that the speaker may not read, and the values in place of their parts. */
  hidden: string[];
  empty: Partial<Figures>;
}

/**
 * The parts of the pillars that the speaker may read. Those of the platform are included for everybody who may read the dashboard
 * at all.
 */
function shownTo({ actor }: Ctx): Shown {
  const readable = readablePillars(actor);
  const key = readable?.toSorted().join(" ") ?? "*";
  const shown = shownBefore.get(key) ?? shownOf(readable);
  if (shownBefore.size < 100) shownBefore.set(key, shown);
  return shown;
}

/**
 * Cached, because the SQL of the parts does not change and is long enough that building and hashing it for each request would be
 * noticeable.
 */
const shownBefore = new Map<string, Shown>();

function shownOf(readable: readonly string[] | undefined): Shown {
  const all = byName<Record<string, DashboardPart>>(pillars);
  const isHidden = ([pillar]: (typeof all)[number]) => readable !== undefined && !readable.includes(pillar);
  const hidden = all.filter(isHidden);
  const parts = all.filter((one) => !isHidden(one)).flatMap(([, own]) => byName(own));
  const kept = objectOf(parts.filter(([, part]) => changersOf(part)));
  const changers = parts.flatMap(([, part]) => changersOf(part) ?? []);
  return {
    kept,
    live: objectOf(parts.filter(([, part]) => !changersOf(part))),
    changers,
    form: createHash("sha256")
      .update(JSON.stringify([compile(kept), changers]))
      .digest("base64url"),
    hidden: hidden.map(([pillar]) => pillar),
    empty: Object.fromEntries(
      hidden.flatMap(([, own]) => Object.entries(own).map(([name, part]) => [name, part.empty])),
    ),
  };
}

/** Sorted, because the order of a module's exports depends on the loader. */
function byName<T>(some: Readonly<Record<string, T>>): [name: string, T][] {
  return Object.entries(some).sort(([a], [b]) => (a < b ? -1 : 1));
}

const objectOf = (parts: [name: string, part: DashboardPart][]) =>
  sql`jsonb_build_object(${sql.join(
    parts.map(([name, { figures }]) => sql`${sql.raw(`'${name}'`)}, ${figures}`),
    sql`, `,
  )})`;

/** A key with restricted scopes has snapshots of its own: it sees fewer events and notifications, too. */
const keyOf = ({ actor }: Ctx) =>
  [`user:${actor.userId}:snapshot:dashboard`, ...(readablePillars(actor)?.toSorted() ?? [])].join(":");

/** The speaker's current days: see `span` of dashboard-part.ts. */
const spanOf = (ctx: Ctx) => sql`
  select zone, today, date_trunc('week', today)::date as week_start,
    instant_of(today::timestamp, zone) as today_from,
    instant_of((today + 1)::timestamp, zone) as today_to,
    instant_of(date_trunc('week', today)::timestamp, zone) as week_from,
    instant_of((today - 6)::timestamp, zone) as lately_from
  from (select ${users.timezone} as zone, (${ctx.now().toISOString()}::timestamptz at time zone ${users.timezone})::date as today
    from ${users} where ${users.id} = ${me}) person`;

/** The number of events after `since` that change a figure; null when there are too many to search. */
const changesSince = (since: SQL, { changers }: Shown) =>
  sql`(select case when count(*) <= ${EVENTS_LOOKED_THROUGH}::int then count(*) filter (where event_type = any(string_to_array(${changers.join(" ")}, ' '))) end
    from (select ${events.eventType} from ${events} where ${events.userId} = ${me} and ${events.id} > ${since}
      order by ${events.id} limit ${EVENTS_LOOKED_THROUGH + 1}::int) later)`;

/**
 * The snapshot, if no later event changes it. Ids of events are generated before the commit, so an event with an earlier id may
 * become visible afterwards. So events of the minute before the snapshot are counted as well; no request takes that long.
 */
function keptSnapshot(ctx: Ctx, shown: Shown): Read<Figures | undefined> {
  return one(
    read(sql`
    with span as materialized (${spanOf(ctx)}),
    kept as materialized (select cache_get(${keyOf(ctx)}) as value)
    select (value -> 'figures') || ${shown.live} as figures from kept, span
    where value ->> 'form' = ${shown.form}
      and value ->> 'day' = span.today::text
      and value ->> 'zone' = span.zone
      and (value ->> 'changes')::int = ${changesSince(sql`(value ->> 'since')::uuid`, shown)}`),
  );
}

/** In one statement, which sees one state of the database, so that the figures and the count of changes are consistent. */
function makeSnapshot(ctx: Ctx, shown: Shown): Read<Figures | undefined> {
  return one(
    uncounted(sql`
    with span as materialized (${spanOf(ctx)}),
    mark as materialized (select uuidv7('-1 minute'::interval) as since),
    made as materialized (
      select jsonb_build_object('form', ${shown.form}::text, 'day', today, 'zone', zone, 'since', since,
        'changes', ${changesSince(sql`since`, shown)},
        'figures', ${shown.kept} || jsonb_build_object('date', today, 'timezone', zone, 'weekStart', week_start,
          'generatedAt', ${ctx.now().toISOString()}::text)) as value, ${shown.live} as live
      from span, mark
    )
    select (value -> 'figures') || live as figures, cache_put(${keyOf(ctx)}, value, ${KEPT_SECONDS}::int) from made`),
  );
}

function one(statement: Read<{ figures: string }[]>): Read<Figures | undefined> {
  return {
    ...statement,
    decode(result) {
      const [found] = statement.decode(result);
      return found && (JSON.parse(found.figures) as Figures);
    },
  };
}

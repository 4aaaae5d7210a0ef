/** How this deployment is doing, at a glance: what needs a look, and what nobody here can tell. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type RequestCounts, WINDOW_MINUTES } from "#cloud/request-counts";
import { Audited, auditAside, audited } from "#core/admin/audit";
import { type Figure, figure, known, notKnown } from "#core/admin/figures";
import * as Inngest from "#core/admin/inngest";
import { figureSayings } from "#core/admin/sayings";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { leastId } from "#kit/ids";
import { integerParameter } from "#kit/parameters";
import { Problem } from "#kit/problem";
import { runtime } from "#kit/runtime";
import type { Saying } from "#kit/saying";
import { Day, Instant, Uuid } from "#kit/wire";

const Count = figure(z.int());
const Milliseconds = figure(z.number());

export const Stats = z.strictObject({
  at: Instant,
  requests: z.strictObject({
    /** The figures are of so many minutes up to now, or since the start when that is later. */
    windowMinutes: z.int(),
    since: z.nullable(Instant),
    count: Count,
    errors: Count,
    refused: Count,
    p50Ms: Milliseconds,
    p99Ms: Milliseconds,
    /** Those minutes of the window in which anything was asked, the oldest first; null where nobody counts. */
    minutes: z.nullable(
      z.array(z.strictObject({ at: Instant, count: z.int(), errors: z.int(), p50Ms: z.number(), p99Ms: z.number() })),
    ),
  }),
  outbox: z.strictObject({ waiting: z.int(), oldestAgeSeconds: z.nullable(z.int()) }),
  queues: z.strictObject({ waiting: Count, oldestAgeSeconds: Count }),
  deadLetters: z.strictObject({ open: z.int(), latestAt: z.nullable(Instant) }),
  workflows: z.strictObject({ running: Count }),
  webhooks: z.strictObject({
    /** Came more than five minutes ago, and nothing became of it. */
    unfinished: z.int(),
    /** Of the last day, by a signature that was not right. */
    refused: z.int(),
  }),
  tokens: z.strictObject({
    /** Of this day of UTC. */
    spentToday: z.int(),
    costTodayMicrousd: z.int(),
  }),
  people: z.strictObject({ count: z.int(), activeToday: z.int() }),
});
export type Stats = z.output<typeof Stats>;

export async function get(ctx: Ctx): Promise<Stats> {
  const [[facts], queues, running] = await Promise.all([
    ctx.db.batch([factsRead(ctx.now())]),
    queuesNow(ctx),
    runningNow(ctx),
  ]);
  const { latestDeadAt, ...counts } = facts;
  return {
    at: ctx.now().toISOString(),
    requests: requestsNow(runtime().requests, ctx.now()),
    outbox: { waiting: counts.outbox, oldestAgeSeconds: counts.outboxAge },
    queues,
    deadLetters: { open: counts.dead, latestAt: latestDeadAt && isoInstant(latestDeadAt) },
    workflows: { running },
    webhooks: { unfinished: counts.unfinished, refused: counts.refused },
    tokens: { spentToday: Number(counts.tokens), costTodayMicrousd: Number(counts.cost) },
    people: { count: counts.people, activeToday: counts.active },
  };
}

function requestsNow(counts: RequestCounts | undefined, now: Date): Stats["requests"] {
  const none = notKnown(figureSayings("each_counts_its_own"));
  if (!counts)
    return {
      ...{ windowMinutes: WINDOW_MINUTES, since: null },
      ...{ count: none, errors: none, refused: none, p50Ms: none, p99Ms: none, minutes: null },
    };
  const { requests, errors, refused, p50Ms, p99Ms, minutes } = counts.recent();
  const since = new Date(Math.max(counts.since.getTime(), now.getTime() - WINDOW_MINUTES * 60_000));
  const time = (ms: number | null): Figure => (ms === null ? notKnown(figureSayings("nothing_asked")) : known(ms));
  return {
    ...{ windowMinutes: WINDOW_MINUTES, since: since.toISOString() },
    ...{ count: known(requests), errors: known(errors), refused: known(refused) },
    ...{ p50Ms: time(p50Ms), p99Ms: time(p99Ms) },
    minutes: minutes.map(({ at, requests: count, ...rest }) => ({ at: at.toISOString(), count, ...rest })),
  };
}

async function queuesNow(ctx: Ctx): Promise<Stats["queues"]> {
  const { queues } = runtime();
  const neither = (reason: Saying) => ({ waiting: notKnown(reason), oldestAgeSeconds: notKnown(reason) });
  if (!queues) return neither(figureSayings("queues_are_sqs"));
  try {
    const { waiting, oldestAgeSeconds } = await queues();
    const age = oldestAgeSeconds === null ? notKnown(figureSayings("nothing_waits")) : known(oldestAgeSeconds);
    return { waiting: known(waiting), oldestAgeSeconds: age };
  } catch (error) {
    ctx.log("error", "the queues could not be counted", { error: (error as Error).message });
    return neither(figureSayings("queues_not_counted"));
  }
}

async function runningNow(ctx: Ctx): Promise<Figure> {
  try {
    const count = await Inngest.countRunning(ctx);
    if (count === undefined) return notKnown(figureSayings("runs_not_listed"));
    return count < Inngest.MOST_COUNTED ? known(count) : { ...notKnown(figureSayings("runs_cut")), value: count };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return notKnown(figureSayings("runs_not_counted", { detail: error.message }));
  }
}

interface Facts {
  outbox: number;
  outboxAge: number | null;
  dead: number;
  latestDeadAt: string | null;
  unfinished: number;
  refused: number;
  tokens: string;
  cost: string;
  people: number;
  active: number;
}

function factsRead(now: Date): Read<Facts> {
  const today = leastId(new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS));
  const at = now.toISOString();
  // Ages in the outbox are by the database's clock, which wrote the times.
  const facts = read<Facts>(sql`select
    (select count(*)::int from outbox) as outbox,
    (select extract(epoch from clock_timestamp() - min(created_at))::int from outbox) as "outboxAge",
    (select count(*)::int from dead_letters where status = 'open') as dead,
    (select max(created_at) from dead_letters where status = 'open') as "latestDeadAt",
    (select count(*)::int from webhook_deliveries where processed_at is null and received_at < ${at}::timestamptz - interval '5 minutes') as unfinished,
    (select coalesce(sum(attempts), 0)::int from webhook_deliveries where not signature_ok and received_at > ${at}::timestamptz - interval '1 day') as refused,
    (select coalesce(sum(prompt_tokens + completion_tokens), 0)::text from ai_requests where id >= ${today}::uuid) as tokens,
    (select coalesce(sum(cost_microusd), 0)::text from ai_requests where id >= ${today}::uuid) as cost,
    (select count(*)::int from users where deleted_at is null) as people,
    (select count(distinct actor_id)::int from events where id >= ${today}::uuid and origin = 'api') as active`);
  return { ...facts, decode: (result) => facts.decode(result)[0]! };
}

const DAY_MS = 86_400_000;

export const SpendQuery = z.strictObject({ days: z.optional(integerParameter(1, 90)) });
export const Spend = z.strictObject({
  /** The latest day first, and of a day who spent most; 1,000 at most. */
  data: z.array(z.strictObject({ day: Day, userId: Uuid, requests: z.int(), tokens: z.int(), costMicrousd: z.int() })),
  isCut: z.boolean(),
  audited: Audited,
});

const MOST_ROWS = 1_000;

/** What models were asked and what that cost, by day of UTC and person. */
export async function spend(ctx: Ctx, { days = 30 }: z.output<typeof SpendQuery>): Promise<z.output<typeof Spend>> {
  const first = new Date((Math.floor(ctx.now().getTime() / DAY_MS) - days + 1) * DAY_MS);
  type Row = { day: string; userId: string; requests: number; tokens: string; costMicrousd: string };
  const [rows] = await ctx.db.batch([
    read<Row>(sql`
      select (created_at at time zone 'UTC')::date::text as day, user_id as "userId", count(*)::int as requests,
        sum(prompt_tokens + completion_tokens)::text as tokens, sum(cost_microusd)::text as "costMicrousd"
      from ai_requests where id >= ${leastId(first)}::uuid
      group by 1, 2 order by 1 desc, sum(prompt_tokens + completion_tokens) desc, 2 limit ${MOST_ROWS + 1}`),
    auditAside(ctx, "admin.token_spend.read", { entityType: "ai_requests", details: { days } }),
  ]);
  const data = rows
    .slice(0, MOST_ROWS)
    .map((row) => ({ ...row, tokens: Number(row.tokens), costMicrousd: Number(row.costMicrousd) }));
  return { data, isCut: rows.length > MOST_ROWS, ...audited };
}

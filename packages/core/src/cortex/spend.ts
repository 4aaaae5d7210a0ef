/** What a person sees of their tokens and of what models were asked for them. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { aiLimitsOf, isModelConfigured } from "#core/cortex/door/limits";
import { aiOutcomes, aiPrompts, aiRequests, aiReservations, tokenLedger } from "#core/cortex/usage.sql";
import { userSettings } from "#core/identity/users.sql";
import { refreshSettings } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { type ListSpec, listQuery, listRead, pageSchema } from "#kit/list";
import { integerParameter } from "#kit/parameters";
import { findRow, rowRead, shown } from "#kit/row";
import { me } from "#kit/table";
import { Day, Instant, rowSchema } from "#kit/wire";

const HOUR_MS = 3_600_000;

export const Tokens = z.strictObject({
  /** Whether there is a model that could be asked. */
  isConfigured: z.boolean(),
  /** What can be spent now; less than nothing where a call has ended after its time. */
  balance: z.int(),
  /** What calls under way hold of it. */
  reserved: z.int(),
  /** Null where the tier has no limit. */
  perMonth: z.nullable(z.int()),
  /** When those of the next month are given. */
  refillAt: Instant,
  callsPerHour: z.nullable(z.int()),
  callsLeft: z.nullable(z.int()),
  /** When the oldest call of the last hour stops counting; null where none counts. */
  callsAgainAt: z.nullable(Instant),
  /** When there were last too few; null since there are more. */
  exhaustedAt: z.nullable(Instant),
});

interface Facts {
  balance: string;
  reserved: string;
  over: string;
  calls: number;
  oldest: string | null;
  exhaustedAt: string | null;
}

/** The caller's tokens as they are at this moment: what calls hold whose time is over can be spent. One flight. */
export async function tokens(ctx: Ctx): Promise<z.input<typeof Tokens>> {
  await refreshSettings();
  const now = ctx.now();
  const at = sql`${now.toISOString()}::timestamptz`;
  const held = (of: ReturnType<typeof sql>) =>
    sql`coalesce(sum(r.tokens) filter (where r.released_at is null and not r.is_unlimited and ${of}), 0)::text`;
  const counts = sql`r.created_at > ${at} - interval '1 hour' and (r.ended_at is null or r.used_tokens > 0)`;
  const [[facts]] = await ctx.db.batch([
    read<Facts>(sql`
      select coalesce((select s.current_token_balance from ${userSettings} s where s.user_id = ${me}), 0)::text as balance,
        (select s.tokens_exhausted_at from ${userSettings} s where s.user_id = ${me}) as "exhaustedAt",
        ${held(sql`r.expires_at > ${at}`)} as reserved, ${held(sql`r.expires_at <= ${at}`)} as over,
        count(*) filter (where ${counts})::int as calls, min(r.created_at) filter (where ${counts}) as oldest
      from ${aiReservations} r where r.user_id = ${me}
        and (r.created_at > ${at} - interval '1 hour' or r.released_at is null)`),
  ]);
  const { callsPerHour, tokensPerMonth } = aiLimitsOf(ctx.actor.tier);
  const { balance, reserved, over, calls, oldest, exhaustedAt } = facts!;
  return {
    isConfigured: isModelConfigured(),
    balance: Number(balance) + Number(over),
    reserved: Number(reserved),
    perMonth: tokensPerMonth,
    refillAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString(),
    callsPerHour,
    callsLeft: callsPerHour === null ? null : Math.max(0, callsPerHour - calls),
    callsAgainAt: oldest === null ? null : new Date(Date.parse(oldest) + HOUR_MS).toISOString(),
    exhaustedAt: exhaustedAt === null ? null : new Date(exhaustedAt).toISOString(),
  };
}

const ledgerSpec = {
  filter: ["category", "referenceType", "referenceId", "createdAt"],
  sort: [],
} as const satisfies ListSpec<typeof tokenLedger>;
export const LedgerQuery = listQuery(tokenLedger, ledgerSpec);
export const Ledger = pageSchema(rowSchema(tokenLedger));

export async function ledger(ctx: Ctx, query: z.output<typeof LedgerQuery>): Promise<z.input<typeof Ledger>> {
  const [page] = await ctx.db.batch([listRead(tokenLedger, ledgerSpec, query)]);
  return page;
}

const usageSpec = {
  filter: ["capability", "model", "outcome", "cacheHit", "estimated", "createdAt"],
  sort: [],
} as const satisfies ListSpec<typeof aiRequests>;
export const UsageQuery = listQuery(aiRequests, usageSpec);
export const Usage = pageSchema(rowSchema(aiRequests));

export async function usage(ctx: Ctx, query: z.output<typeof UsageQuery>): Promise<z.input<typeof Usage>> {
  const [page] = await ctx.db.batch([listRead(aiRequests, usageSpec, query)]);
  return page;
}

const Parts = z.array(
  z.strictObject({
    from: z.enum(["instructions", "data", "user", "assistant", "tool", "model"]),
    text: z.string(),
  }),
);

export const Asked = rowSchema(aiRequests, [], {
  /** In the order in which it was sent. Null after thirty days, and where nothing was sent: what was kept was answered. */
  prompt: z.nullable(Parts),
});

/** A request with what was sent; one flight. */
export async function request(ctx: Ctx, id: string): Promise<z.input<typeof Asked>> {
  const [row, sent] = await findRow(ctx, aiRequests, id, rowRead(aiPrompts, id, true));
  const prompt = sent && shown(aiPrompts, sent).prompt;
  return { ...row, prompt: typeof prompt === "string" ? Parts.parse(JSON.parse(prompt)) : null };
}

/** At most so many days with so many capabilities are told of. */
const MOST_ROWS = 1_000;

export const DaysQuery = z.strictObject({ days: z.optional(integerParameter(1, 90)) });
export const Days = z.strictObject({
  data: z.array(
    z.strictObject({
      /** Of UTC, as the months of tokens are. */
      day: Day,
      capability: z.string(),
      requests: z.int(),
      kept: z.int(),
      failed: z.int(),
      tokens: z.int(),
      chargedTokens: z.int(),
      costMicrousd: z.int(),
    }),
  ),
  nextCursor: z.null(),
});

/** What was asked on each of the last days, the latest first. One flight. */
export async function days(ctx: Ctx, { days: n = 30 }: z.output<typeof DaysQuery>): Promise<z.input<typeof Days>> {
  const first = new Date(ctx.now().getTime() - (n - 1) * 24 * HOUR_MS).toISOString().slice(0, 10);
  type Sum = "tokens" | "chargedTokens" | "costMicrousd";
  type Read = { day: string; capability: string; requests: number; kept: number; failed: number } & Record<Sum, string>;
  const [rows] = await ctx.db.batch([
    read<Read>(sql`
      select (r.created_at at time zone 'UTC')::date::text as day, r.capability, count(*)::int as requests,
        count(*) filter (where r.cache_hit)::int as kept, count(*) filter (where r.outcome <> ${aiOutcomes[0]})::int as failed,
        sum(r.prompt_tokens::bigint + r.completion_tokens)::text as tokens, sum(r.charged_tokens)::text as "chargedTokens",
        sum(r.cost_microusd)::text as "costMicrousd"
      from ${aiRequests} r where r.user_id = ${me} and r.created_at >= ${`${first}T00:00:00Z`}::timestamptz
      group by 1, 2 order by 1 desc, 2 limit ${MOST_ROWS}::int`),
  ]);
  return {
    data: rows.map((row) => ({
      ...row,
      tokens: Number(row.tokens),
      chargedTokens: Number(row.chargedTokens),
      costMicrousd: Number(row.costMicrousd),
    })),
    nextCursor: null,
  };
}

/** What happens with tokens by the clock: what is given each month, what no call holds any more, and what it all costs. */
import { sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { limitsByTier, monthOf } from "#core/cortex/door/limits";
import type { TokensExhausted } from "#core/cortex/events";
import { told } from "#core/cortex/told.en";
import { aiRequests, aiReservations, tokenLedger } from "#core/cortex/usage.sql";
import { userSettings, users } from "#core/identity/users.sql";
import * as Notifications from "#core/platform/notifications";
import { refreshSettings } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import type { CloudEvent, PayloadOf } from "#kit/event";

/** So many people in a transaction, and in a run; the others come with the next ones. */
const AT_ONCE = 100;
const IN_A_RUN = 5_000;

interface Due {
  userId: string;
  tier: string;
}

/**
 * Gives the month's tokens to those who let models be asked and have not got them yet, and gives back what calls hold that never ended. Running
 * twice changes nothing more.
 */
export async function settle(service: Ctx): Promise<void> {
  await refreshSettings();
  const now = service.now();
  const at = now.toISOString();
  const month = monthOf(now);
  const limits = limitsByTier();
  const given = JSON.stringify(limits);
  const [due, [cost]] = await service.db.batch([
    read<Due>(sql`
      select u.id as "userId", u.tier from ${users} u join ${userSettings} s on s.user_id = u.id
      where u.deleted_at is null and (
        exists (select from ${aiReservations} r where r.user_id = u.id and r.released_at is null and r.expires_at <= ${at}::timestamptz)
        or s.ai_features_enabled and (${given}::jsonb -> u.tier ->> 'tokens')::bigint > (
          select coalesce(sum(l.amount), 0) from ${tokenLedger} l where l.user_id = u.id and l.reference_type = 'month'
            and l.category = 'grant' and starts_with(l.reference_id, u.id || ' ' || ${month} || ' ')))
      order by u.id limit ${IN_A_RUN}::int`),
    read<{ requests: number; microusd: string }>(sql`
      select count(*)::int as requests, coalesce(sum(cost_microusd), 0)::text as microusd from ${aiRequests}
      where created_at >= ${`${month}-01T00:00:00Z`}::timestamptz`),
  ]);
  for (let from = 0; from < due.length; from += AT_ONCE)
    await eachApart(
      service,
      due.slice(from, from + AT_ONCE),
      (some) => service.db.batch(some.map((one) => effect(settling(one, at, month, limits[one.tier]?.tokens ?? null)))),
      (row) => ({ schedule: "cortex.settleTokens", ...row }),
    );
  // CloudWatch reads the cost of the month from this line (see stacks/logged-metrics.ts).
  service.log("info", "counted the cost of models", {
    requests: cost!.requests,
    monthUsd: Number(cost!.microusd) / 1_000_000,
  });
}

const settling = ({ userId, tier }: Due, at: string, month: string, tokens: number | null) =>
  sql`select release_tokens(${userId}::uuid, ${at}::timestamptz), grant_month(${userId}::uuid, ${tier}, ${month}, ${tokens}::bigint)`;

/** Once for each time that they were used up. */
export function tellExhausted(ctx: Ctx, { id }: CloudEvent<PayloadOf<typeof TokensExhausted>>) {
  return Notifications.send(ctx, {
    kind: "tokens_exhausted",
    title: told("tokens_exhausted"),
    body: [told("tokens_exhausted_until")],
    action: { page: "cortex/spend" },
    sourceEventId: id,
  });
}

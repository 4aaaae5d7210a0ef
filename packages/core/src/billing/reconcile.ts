/** Looks by the clock at what no report may have come of: reports get lost, and grace ends without one. */
import { sql } from "drizzle-orm";
import { billingCheckouts, subscriptions } from "#core/billing/billing.sql";
import { settle } from "#core/billing/checkouts";
import { ENDED } from "#core/billing/grants";
import { isConfigured } from "#core/billing/stripe";
import { sync } from "#core/billing/sync";
import { refreshSettings } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import { type AskFailure, ThirdPartyError } from "#kit/third-party";

/** At most so many in a run; the others come with the next ones. */
const AT_ONCE = 50;

/**
 * Asks Stripe for the subscriptions whose grace or period has ended since they were looked at, for those that nobody has looked at for
 * a day, for what became of checkouts whose time is over, and for those of tokens that are not paid yet. Running twice changes nothing more.
 */
export async function reconcile(service: Ctx): Promise<void> {
  await refreshSettings();
  if (!isConfigured()) return;
  const now = service.now().toISOString();
  const ended = sql.join(
    ENDED.map((status) => sql`${status}`),
    sql`, `,
  );
  const [dueSubscriptions, dueCheckouts] = await service.db.batch([
    read<{ stripeId: string }>(sql`select stripe_subscription_id as "stripeId" from ${subscriptions}
      where status not in (${ended}) and stripe_subscription_id is not null and (
        checked_at is null or checked_at <= ${now}::timestamptz - interval '1 day'
        or (grace_ends_at <= ${now}::timestamptz and checked_at < grace_ends_at)
        or (current_period_end <= ${now}::timestamptz and checked_at < current_period_end))
      order by checked_at nulls first limit ${AT_ONCE}`),
    read<{ sessionId: string }>(sql`select stripe_session_id as "sessionId" from ${billingCheckouts}
      where stripe_session_id is not null and (status = 'open' and expires_at <= ${now}::timestamptz
        or status = 'completed' and tokens is not null and credited_at is null and expires_at > ${now}::timestamptz - interval '14 days')
      order by expires_at limit ${AT_ONCE}`),
  ]);
  for (const { stripeId } of dueSubscriptions) if (!(await isDone(service, () => look(service, stripeId)))) return;
  for (const { sessionId } of dueCheckouts) if (!(await isDone(service, () => settle(service, sessionId)))) return;
}

const ABOUT_ONE: readonly AskFailure[] = ["unexpected", "too_large"];

async function look(service: Ctx, stripeId: string): Promise<void> {
  const synced = await sync(service, stripeId);
  if ("userId" in synced) return;
  // What Stripe does not know any more would otherwise be the first of every run.
  service.log("error", "a subscription is not known to Stripe", { stripeId, reason: synced.reason });
  await service.db.batch([
    effect(sql`update ${subscriptions} set checked_at = ${service.now().toISOString()}::timestamptz
      where stripe_subscription_id = ${stripeId}`),
  ]);
}

/** False when Stripe does not answer, so that the others need not be tried now. An answer about one of them that cannot be read is no reason. */
async function isDone(service: Ctx, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    service.log("warn", "a subscription could not be looked at", { error: (error as Error).message });
    return !(error instanceof ThirdPartyError) || ABOUT_ONE.includes(error.reason);
  }
}

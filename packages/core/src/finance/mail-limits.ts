/** How many invoices a person may have mailed in a day, by tier: they go out through the sender of whoever runs LifeOS. */
import { sql } from "drizzle-orm";
import { InvoiceMailRequested } from "#core/finance/events";
import { financeLimits } from "#core/finance/sayings";
import { inTurn } from "#core/platform/in-turn";
import { tierLimits } from "#core/platform/tier-limits";
import type { Ctx, Tier } from "#kit/ctx";
import { effect, type Query } from "#kit/db";
import { isConflict, problem } from "#kit/problem";
import { me } from "#kit/table";

export interface MailLimits {
  /** Mails with invoices in any 24 hours. */
  perDay: number;
}

const LIMITS: Record<Tier, MailLimits> = {
  free: { perDay: 20 },
  starter: { perDay: 50 },
  pro: { perDay: 200 },
  team: { perDay: 500 },
  enterprise: { perDay: 2_000 },
};

/** The limits of a tier, which INVOICE_MAIL_LIMITS may override. */
export const mailLimitsOf = tierLimits("INVOICE_MAIL_LIMITS", LIMITS);

export const MailLimit = /* @__PURE__ */ problem("limited", "mail_limit", "Too many invoices were mailed");

const REACHED = "invoice_mails ";

/**
 * What comes before the request of one more mail in its batch: it fails when the speaker has asked for as many as they may. Counted by the events of
 * the last 24 hours, in turn, so that requests at the same moment do not pass together.
 */
export function withinLimit(ctx: Ctx): Query[] {
  const { perDay } = mailLimitsOf(ctx.actor.tier);
  const asked = sql`select e.created_at from events e where e.user_id = ${me} and e.event_type = ${InvoiceMailRequested.type} and e.created_at > now() - interval '24 hours'`;
  // Whose turn it is again when the oldest of them is a day old.
  const seconds = sql`greatest(1, ceil(extract(epoch from min(asked.created_at) + interval '24 hours' - now())))::int`;
  return [
    inTurn(`invoice mails ${ctx.actor.userId}`),
    effect(
      sql`select raise_problem('LF005', ${REACHED}::text || ${seconds}::text) from (${asked}) asked having count(*) >= ${perDay}::int`,
    ),
  ];
}

/** Says it as a problem of its own when the limit was reached. */
export async function sayingLimit<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const detail = isConflict(error) ? ((error as { detail?: string }).detail ?? "") : "";
    if (!detail.startsWith(REACHED)) throw error;
    const { tier } = ctx.actor;
    throw MailLimit(financeLimits("invoice_mails_a_day", { tier, max: mailLimitsOf(tier).perDay }), {
      headers: { "retry-after": detail.slice(REACHED.length) },
    });
  }
}

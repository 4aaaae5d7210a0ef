/** To how many people somebody may send drafts in a day, by tier: as many as they may mail invoices, since both go out through the same sender. */
import { sql } from "drizzle-orm";
import { EmailDraftSendRequested } from "#core/cortex/events";
import { cortexLimits } from "#core/cortex/sayings";
import { mailLimitsOf } from "#core/finance/mail-limits";
import { inTurn } from "#core/platform/in-turn";
import type { Ctx } from "#kit/ctx";
import { effect, type Query } from "#kit/db";
import { isConflict, problem } from "#kit/problem";
import { me } from "#kit/table";

export const DraftLimit = /* @__PURE__ */ problem("limited", "draft_limit", "Too many mails were sent");

const REACHED = "drafts ";

/** What comes before the request of one more mail to so many people in its batch: it fails when that would be more than the speaker may. */
export function withinLimit(ctx: Ctx, recipients: number): Query[] {
  const { perDay } = mailLimitsOf(ctx.actor.tier);
  const asked = sql`select e.created_at, (e.payload ->> 'recipients')::int as recipients from events e
    where e.user_id = ${me} and e.event_type = ${EmailDraftSendRequested.type} and e.created_at > now() - interval '24 hours'`;
  // Some may go out again when the oldest of them is a day old.
  const seconds = sql`greatest(1, ceil(extract(epoch from coalesce(min(asked.created_at), now()) + interval '24 hours' - now())))::int`;
  return [
    inTurn(`drafts ${ctx.actor.userId}`),
    effect(
      sql`select raise_problem('LF005', ${REACHED}::text || ${seconds}::text) from (${asked}) asked
        having coalesce(sum(asked.recipients), 0) + ${recipients}::int > ${perDay}::int`,
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
    throw DraftLimit(cortexLimits("drafts_a_day", { tier, max: mailLimitsOf(tier).perDay }), {
      headers: { "retry-after": detail.slice(REACHED.length) },
    });
  }
}

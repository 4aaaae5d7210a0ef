/** Notices days on which focus does not come: three sessions that were abandoned. */
import { sql } from "drizzle-orm";
import { FocusRepeatedlyAbandoned } from "#core/rhythm/events";
import { focusSessions } from "#core/rhythm/focus.sql";
import { mineRead } from "#core/rhythm/habit-history";
import { dayAt, spanOf } from "#core/rhythm/local-days";
import { emit } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import { me } from "#kit/table";

/** So many sessions that are abandoned in a day are told of. */
export const MANY = 3;
const CLAIMANT = "rhythm.repeatedlyAbandoned";

/** Tells, once a day, that the speaker has abandoned three sessions on the day of an instant (ISO 8601). Two flights, or three. */
export async function note(ctx: Ctx, sessionId: string, endedAt: string): Promise<void> {
  const [{ calendar }] = await ctx.db.batch([mineRead(sql`false`)]);
  const { timezone, dayStart } = calendar;
  const day = dayAt(timezone, dayStart, Date.parse(endedAt));
  const [from, to] = spanOf(timezone, dayStart, day).map((at) => new Date(at).toISOString());
  const [[abandoned]] = await ctx.db.batch([
    read<{ n: number }>(sql`select count(*)::int as n from ${focusSessions} where user_id = ${me} and deleted_at is null
      and status = 'abandoned' and ended_at >= ${from}::timestamptz and ended_at < ${to}::timestamptz`),
  ]);
  const count = abandoned!.n;
  if (count < MANY) return;
  await ctx.db.batch([
    effect(sql`select inbox_claim(${CLAIMANT}, ${`${ctx.actor.userId} ${day}`})`),
    emit(ctx, FocusRepeatedlyAbandoned, { entityId: sessionId, owner: ctx.actor.userId, payload: { day, count } }),
  ]);
}

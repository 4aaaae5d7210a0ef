/** Makes proposals by rules at the end of a day: few at a time, none twice, and none again that was decided lately. */
import { sql } from "drizzle-orm";
import { ProposalEvents } from "#core/cortex/events";
import type { Idea, Maker } from "#core/cortex/proposal-maker";
import { makers } from "#core/cortex/proposal-makers.generated";
import { made } from "#core/cortex/proposals";
import { proposals } from "#core/cortex/proposals.sql";
import { inTurn } from "#core/platform/in-turn";
import { insertMany, MAX_ROWS, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { isConflict } from "#kit/problem";
import { me } from "#kit/table";
import { cut } from "#kit/text";

/** So many of a maker wait for an answer at most. */
export const MOST_OPEN = 3;
/** What was decided, or left until it expired, does not come again for so long. */
export const QUIET_DAYS = 60;
const DAY_MS = 86_400_000;
const MOST_KNOWN = 1_000;
const ATTEMPTS = 3;
const TOO_MANY = "proposals_too_many";

const all: readonly (readonly [name: string, maker: Maker])[] = Object.values(makers).flatMap((of) =>
  Object.entries(of),
);

interface Known {
  maker: string;
  dedupeKey: string;
  isOpen: boolean;
}

/** Looks what there is to propose now that a day has ended, and lets expire what was open too long. One flight to look, and one to write. */
export async function propose(ctx: Ctx, day: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [known, ...ideas] = await ctx.db.batch([knownRead(ctx), ...all.map(([, maker]) => maker(ctx, day))]);
    const rows = all.flatMap(([maker], at) => chosen(known, maker, ideas[at]!).map((one) => made(ctx, one)));
    try {
      await ctx.db.batch([
        inTurn(`proposals ${ctx.actor.userId}`),
        expiring(ctx),
        insertMany(ctx, proposals, rows, { emits: { event: ProposalEvents.created }, onConflict: "nothing" }),
        // Another day may have ended at the same moment; read again, this one finds what that has proposed.
        effect(sql`select raise_problem('LF005', ${TOO_MANY}) where exists (
          select from ${proposals} where user_id = ${me} and status = 'open' and maker is not null group by maker having count(*) > ${MOST_OPEN}::int)`),
      ]);
      return;
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

function chosen(known: readonly Known[], maker: string, ideas: readonly Idea[]) {
  const mine = known.filter((one) => one.maker === maker);
  const taken = new Set(mine.map(({ dedupeKey }) => dedupeKey));
  const room = MOST_OPEN - mine.filter(({ isOpen }) => isOpen).length;
  return ideas
    .map(({ key, ...idea }) => ({ ...idea, maker, dedupeKey: cut(`${maker}:${key ?? idea.targetId}`, 300) }))
    .filter(({ dedupeKey }) => !taken.has(dedupeKey))
    .slice(0, Math.max(0, room));
}

/** What is open, or was decided lately. */
function knownRead(ctx: Ctx): Read<Known[]> {
  const [now, since] = [ctx.now(), new Date(ctx.now().getTime() - QUIET_DAYS * DAY_MS)].map((at) => at.toISOString());
  return read<Known>(sql`
    select maker, dedupe_key as "dedupeKey", (status = 'open' and expires_at > ${now}::timestamptz) as "isOpen" from ${proposals}
    where user_id = ${me} and maker is not null and dedupe_key is not null
      and (status = 'open' or greatest(decided_at, undone_at) > ${since}::timestamptz)
    order by id desc limit ${MOST_KNOWN}::int`);
}

function expiring(ctx: Ctx) {
  const now = ctx.now().toISOString();
  return updateWhere(
    ctx,
    proposals,
    sql`${proposals.id} in (select p.id from ${proposals} p where p.user_id = ${me} and p.status = 'open' and p.expires_at <= ${now}::timestamptz
      order by p.id limit ${MAX_ROWS}::int) and ${proposals.status} = 'open'`,
    { status: "expired", decidedAt: now },
    { emits: { event: ProposalEvents.expired } },
  );
}

/**
 * Dead letters many at a time: grouped by what went wrong, and redriven or discarded by a filter. One request does a bounded part and
 * says how far it came; the next one goes on after it.
 */

import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { audit } from "#core/admin/audit";
import { isFree, type Letter, sendAgain, settling } from "#core/admin/dead-letters";
import { adminRefusals } from "#core/admin/sayings";
import { deadLetters } from "#core/platform/events.sql";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { Problem } from "#kit/problem";
import { Coded, codedOf, type Saying } from "#kit/saying";
import { wordsAlone } from "#kit/sayings";
import { rowReader, selection } from "#kit/selection";
import { columnsOf } from "#kit/table";
import { Instant, Text, Uuid } from "#kit/wire";

const MOST_GROUPS = 100;

export const GroupsQuery = z.strictObject({
  status: z.optional(z.enum(["open", "redriven", "discarded"])),
  source: z.optional(Text(200, 1)),
});

const Group = z.strictObject({
  /** Names the group in filters. */
  errorGroup: z.string(),
  /** The class of the error; null when the message names none. */
  kind: z.nullable(z.string()),
  /** The message without what differs: ids, numbers, what is quoted. */
  pattern: z.string(),
  sources: z.array(z.string()),
  count: z.int(),
  firstAt: Instant,
  lastAt: Instant,
  /** An example. */
  latestId: Uuid,
});
export const Groups = z.strictObject({
  /** The largest first; 100 at most. */
  data: z.array(Group),
  /** Whether there are more groups than these. */
  isCut: z.boolean(),
});

/** What went wrong how often, of open letters unless another status is asked for. */
export async function groups(ctx: Ctx, query: z.output<typeof GroupsQuery>): Promise<z.output<typeof Groups>> {
  const { status = "open", source } = query;
  const [rows] = await ctx.db.batch([
    read<{
      errorGroup: string;
      pattern: string;
      sources: string;
      count: number;
      firstAt: string;
      lastAt: string;
      latestId: string;
    }>(sql`
      select error_group as "errorGroup", min(error_pattern) as pattern, to_jsonb(array_agg(distinct source order by source))::text as sources,
        count(*)::int as count, min(created_at) as "firstAt", max(created_at) as "lastAt", max(id::text) as "latestId"
      from ${deadLetters} where status = ${status} and ${source === undefined ? sql`true` : sql`source = ${source}`}
      group by error_group order by count(*) desc, error_group limit ${MOST_GROUPS + 1}`),
  ]);
  const data = rows.slice(0, MOST_GROUPS).map(({ pattern, sources, firstAt, lastAt, ...group }) => {
    const [, kind = null, message] = /^(?:([A-Za-z_]\w*): )?(.*)$/s.exec(pattern)!;
    return {
      ...group,
      ...{ kind, pattern: message!, sources: JSON.parse(sources) as string[] },
      ...{ firstAt: isoInstant(firstAt), lastAt: isoInstant(lastAt) },
    };
  });
  return { data, isCut: rows.length > MOST_GROUPS };
}

/** Which open letters are meant: all that match every field given. */
export const Matching = z.strictObject({
  source: z.optional(Text(200, 1)),
  errorGroup: z.optional(Text(32, 1)),
  /** Only those that came before. */
  createdBefore: z.optional(Instant),
  /** Where the request before this one came to: its `next`. */
  after: z.optional(Uuid),
});
type Matching = z.output<typeof Matching>;

export const Progress = z.strictObject({
  done: z.int(),
  failed: z.array(z.strictObject({ deadLetterId: Uuid, detail: z.string(), coded: Coded })),
  /** How many that match are still to be done, behind `next`. */
  remaining: z.int(),
  /** What to ask for as `after`; null when all were tried. */
  next: z.nullable(Uuid),
});
type Progress = z.output<typeof Progress>;

const MOST_SENT = 100;
const MOST_DISCARDED = 1_000;
const AT_ONCE = 5;
/** A request has half a minute. */
const MOST_MS = 15_000;

/** Redrives up to 100 letters, the oldest first, and says why some could not be. */
export async function redriveAll(ctx: Ctx, which: Matching): Promise<Progress> {
  const { attempt, isMine, letters } = await markSome(ctx, "redriven", which, MOST_SENT);
  if (!isMine) return progressOf(ctx, attempt, which, "redriven");
  const failed: Progress["failed"] = [];
  const sent: Letter[] = [];
  const left = [...letters];
  const until = ctx.now().getTime() + MOST_MS;
  const send = async () => {
    for (let letter = left.shift(); letter !== undefined; letter = left.shift()) {
      try {
        await sendAgain(ctx, letter);
        sent.push(letter);
      } catch (error) {
        failed.push(failedFor(letter.id, whyNot(ctx, error)));
        // What takes nothing takes the rest neither, and each try may wait for seconds.
        if (!(error instanceof Problem) || error.kind === "unavailable") left.length = 0;
      }
      if (ctx.now().getTime() > until) left.length = 0;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  const tried = new Set([...sent.map(({ id }) => id), ...failed.map(({ deadLetterId }) => deadLetterId)]);
  const unsent = letters.filter((letter) => !sent.includes(letter));
  const next = lastTried(letters, tried);
  const [, , remaining] = await ctx.db.batch([
    settling(sent, attempt, "redriven", ctx.now()),
    settling(unsent, attempt, "open", ctx.now()),
    remainingRead({ ...which, after: next ?? which.after }),
  ]);
  return { done: sent.length, failed, remaining, next: remaining > 0 ? (next ?? which.after ?? null) : null };
}

/** The last of those that were tried without a gap. */
function lastTried(letters: readonly Letter[], tried: ReadonlySet<string>): string | undefined {
  const gap = letters.findIndex(({ id }) => !tried.has(id));
  return letters[(gap < 0 ? letters.length : gap) - 1]?.id;
}

const failedFor = (deadLetterId: string, why: Saying) => ({ deadLetterId, detail: why.text, coded: codedOf(why) });

function whyNot(ctx: Ctx, error: unknown): Saying {
  if (error instanceof Problem) return error.saying ?? wordsAlone(error.message);
  ctx.log("error", "a dead letter could not be sent again", { error: (error as Error).message });
  return adminRefusals("letter_not_sent");
}

/** Discards up to 1,000 letters for good, the oldest first. */
export async function discardAll(ctx: Ctx, which: Matching): Promise<Progress> {
  const { attempt } = await markSome(ctx, "discarded", which, MOST_DISCARDED);
  return progressOf(ctx, attempt, which, "discarded");
}

/**
 * Marks letters with an attempt, in the batch that claims the key of the request, and answers them; discarding is done with that. Of a
 * request that is repeated it answers the attempt of the first one, and no letters.
 */
async function markSome(ctx: Ctx, to: "redriven" | "discarded", which: Matching, most: number) {
  const attempt = randomUUID();
  const at = ctx.now().toISOString();
  const values =
    to === "discarded" ? sql`status = 'discarded', claimed_at = null` : sql`claimed_at = ${at}::timestamptz`;
  const [, entry, letters] = await ctx.db.batch([
    effect(sql`
      update ${deadLetters} set claimed_by = ${attempt}, ${values} where id = any(array(
        select id from ${deadLetters} where ${isFree(ctx.now())} and ${conditionOf(which)} order by id limit ${most} for update skip locked))`),
    audit(ctx, `admin.dead_letters.${to}`, { entityType: "dead_letter", details: { attempt, ...which } }),
    lettersOf(attempt),
  ]);
  const first = (entry.details as { attempt: string }).attempt;
  return { attempt: first, isMine: first === attempt, letters };
}

/** The letters that an attempt has claimed, and that are open still. */
function lettersOf(attempt: string): Read<Letter[]> {
  const columns = columnsOf(deadLetters);
  const which = sql`claimed_by = ${attempt} and status = 'open'`;
  return {
    ...read(sql`select ${selection(deadLetters, Object.keys(columns))} from ${deadLetters} where ${which} order by id`),
    decode: ({ columns: names, rows }) => rows.map(rowReader(columns, names)) as Letter[],
  };
}

/** How far an attempt came, by what is so now. */
async function progressOf(
  ctx: Ctx,
  attempt: string,
  which: Matching,
  status: "redriven" | "discarded",
): Promise<Progress> {
  const last = sql`coalesce((select max(id::text) from ${deadLetters} where claimed_by = ${attempt})::uuid, ${which.after ?? null}::uuid)`;
  const [[row]] = await ctx.db.batch([
    read<{ done: number; failed: string; last: string | null; remaining: number }>(sql`
      select count(*) filter (where status = ${status})::int as done, ${last}::text as last,
        coalesce(jsonb_agg(id order by id) filter (where status <> ${status}), '[]')::text as failed,
        (select count(*)::int from ${deadLetters} l where l.status = 'open' and ${conditionOf({ ...which, after: undefined })}
          and l.id > coalesce(${last}, '00000000-0000-0000-0000-000000000000'::uuid)) as remaining
      from ${deadLetters} where claimed_by = ${attempt}`),
  ]);
  const { done, remaining, last: next } = row!;
  const failed = (JSON.parse(row!.failed) as string[]).map((id) => failedFor(id, adminRefusals("letter_open")));
  return { done, failed, remaining, next: remaining > 0 ? next : null };
}

function remainingRead(which: Matching): Read<number> {
  const count = read<{ n: number }>(
    sql`select count(*)::int as n from ${deadLetters} where status = 'open' and ${conditionOf(which)}`,
  );
  return { ...count, decode: (result) => count.decode(result)[0]!.n };
}

function conditionOf({ source, errorGroup, createdBefore, after }: Matching): SQL {
  const conditions = [
    source !== undefined && sql`source = ${source}`,
    errorGroup !== undefined && sql`error_group = ${errorGroup}`,
    createdBefore !== undefined && sql`created_at < ${createdBefore}::timestamptz`,
    after !== undefined && sql`id > ${after}::uuid`,
  ].filter((condition) => condition !== false);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

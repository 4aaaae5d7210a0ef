/**
 * Feeds: addresses at which others read a person's calendars, without signing in and only for reading. Whoever has an address has what it
 * shows, so its secret is kept as a hash, shown once, and can be revoked.
 */

import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { personOf } from "#cloud/person";
import { needScope } from "#cloud/scopes";
import { speak, speakAsService } from "#cloud/speak";
import { calendarFeeds, calendars, type feedScope } from "#core/calendar/calendar.sql";
import { FeedCreated, FeedRevoked } from "#core/calendar/events";
import { calendarRefusals } from "#core/calendar/sayings";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { NotFound, wrongInput } from "#kit/problem";
import { shown } from "#kit/row";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type FeedScope = z.output<typeof feedScope>;
type Feed = Row<typeof calendarFeeds>;

export const OMIT = ["tokenHash"] as const;
/** Programs ask each quarter of an hour at most; of several that share an address, each finds room. */
const READS_AN_HOUR = 120;

const answer = (feed: Feed) => shown(calendarFeeds, feed, OMIT);

/** Makes a feed; `address` is the path of this API at which it is read. Throws InvalidInput for a calendar that is not the caller's. */
export async function create(ctx: Ctx, { name, scope = {} }: { name: string; scope?: FeedScope }) {
  // The address shows them to whoever has it.
  needScope(ctx.actor, "calendar:read");
  if (scope.includeTasks) needScope(ctx.actor, "work:read");
  const missing = await missingCalendar(ctx, scope.calendarIds ?? []);
  if (missing >= 0) {
    const pointer = `#/scope/calendarIds/${missing}`;
    throw wrongInput(pointer, fieldSayings("does_not_exist"));
  }
  const token = randomBytes(32).toString("base64url");
  const tokenHash = hashOf(token);
  const [feed] = await ctx.db.batch([
    insert(ctx, calendarFeeds, { name, scope, tokenHash }, { emits: { event: FeedCreated } }),
  ]);
  // A request that is repeated gets the feed of the first time, whose secret is not known any more.
  const isFirst = feed.tokenHash === tokenHash;
  return { ...answer(feed), ...(isFirst && { address: `/v1/calendar/feeds/${feed.id}/feed.ics?token=${token}` }) };
}

async function missingCalendar(ctx: Ctx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return -1;
  const [found] = await ctx.db.batch([
    read<{ id: string }>(sql`select id from ${calendars} where user_id = ${me} and deleted_at is null
      and id in (select one::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) one)`),
  ]);
  const own = new Set(found.map(({ id }) => id));
  return ids.findIndex((id) => !own.has(id.toLowerCase()));
}

export const revoke = async (ctx: Ctx, id: string) =>
  answer(
    await transition(ctx, calendarFeeds, id, {
      refuse: ({ revokedAt }) => (revokedAt === null ? undefined : "done"),
      answer,
      change: {
        where: sql`revoked_at is null`,
        values: { revokedAt: ctx.now().toISOString() },
        emits: { event: FeedRevoked },
      },
    }),
  );

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** The calendar file at the address of a feed. Throws NotFound when the feed does not exist, is revoked, or has another secret. */
export async function readFeed(ctx: Ctx, feedId: string, token: string): Promise<string> {
  const [feed] = await speakAsService(ctx.origin).ctx.db.batch([feedRead(feedId, hashOf(token))]);
  if (!feed) throw NotFound(calendarRefusals("no_feed"));
  const limits = [{ bucket: `calendar_feed:${feed.userId}:${feedId}`, max: READS_AN_HOUR, windowSeconds: 3_600 }];
  const person = speak({ ...ctx, actor: await personOf(feed.userId), limits }).ctx;
  const isRead = update(person, calendarFeeds, sql`id = ${feedId}::uuid`, { lastReadAt: ctx.now().toISOString() });
  const { contentsOf } = await import("#core/calendar/feed-contents");
  return contentsOf(person, feed, isRead);
}

/** A feed as it was found by its address. */
export interface FoundFeed {
  userId: string;
  name: string;
  scope: FeedScope;
}

function feedRead(id: string, tokenHash: string): Read<FoundFeed | undefined> {
  const query = read<{ userId: string; name: string; scope: string }>(sql`
    select user_id as "userId", name, scope::text from ${calendarFeeds}
    where id = ${id}::uuid and token_hash = ${tokenHash} and revoked_at is null`);
  return {
    ...query,
    decode(result) {
      const [found] = query.decode(result);
      return found && { ...found, scope: JSON.parse(found.scope) as FeedScope };
    },
  };
}

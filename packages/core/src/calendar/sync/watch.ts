/**
 * Channels by which a provider tells that a calendar has changed. What it tells is a hint and nothing more: whatever comes, the calendar is
 * synchronised. A channel ends by itself and cannot be extended, so another one is opened a day before, and the old one is closed after it.
 */
import { timingSafeEqual } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { speakAsService } from "#cloud/speak";
import { calendars } from "#core/calendar/calendar.sql";
import { CalendarSyncRequested } from "#core/calendar/events";
import type { Calendar } from "#core/calendar/sync/pull";
import type { CalendarService } from "#core/calendar/sync/service";
import { refreshSettings, settingOf } from "#core/platform/system-settings";
import { blindIndexesOf, blindIndexOf } from "#kit/blind-index";
import { emit, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { NotFound, Unauthenticated } from "#kit/problem";

const DAY_MS = 86_400_000;
const NOTIFICATIONS = { google: "/v1/calendar/google/notifications", outlook: "/v1/calendar/outlook/notifications" };

/**
 * Opens a channel where there is none, or where it ends within a day. Yields whether it did. Providers reach none but public addresses by
 * TLS, so an installation without one has no channels and synchronises by the clock.
 */
export async function renewWatch(ctx: Ctx, service: CalendarService, calendar: Calendar): Promise<boolean> {
  await refreshSettings();
  const own = settingOf("PUBLIC_URL");
  const { watchChannelId, watchResourceId, watchExpiresAt, previousWatchChannelId, previousWatchResourceId } = calendar;
  if (!own?.startsWith("https://")) return false;
  if (watchExpiresAt !== null && Date.parse(watchExpiresAt) - ctx.now().getTime() > DAY_MS) return false;
  if (previousWatchChannelId !== null) await service.unwatch(previousWatchChannelId, previousWatchResourceId ?? "");
  const id = uuidv7(ctx.now());
  const address = new URL(NOTIFICATIONS[calendar.provider as keyof typeof NOTIFICATIONS], own).href;
  const token = calendar.provider === "outlook" ? `${id}.${tokenOf(id)}` : tokenOf(id);
  const opened = await service.watch(calendar.externalId!, { id, token, address });
  if (!opened) return false;
  await ctx.db.batch([
    update(ctx, calendars, eq(calendars.id, calendar.id), {
      watchChannelId: id,
      watchResourceId: opened.resourceId,
      watchExpiresAt: opened.expiresAt,
      previousWatchChannelId: watchChannelId,
      previousWatchResourceId: watchResourceId,
    }),
  ]);
  return true;
}

/** What a channel's notifications carry. It is not kept: it follows from the channel's id and a key. */
const tokenOf = (channelId: string) => blindIndexOf(channelId, calendars, "watchChannelId", "");

export interface Notice {
  channelId: string;
  token: string;
  resourceId: string;
}

/**
 * Takes a notification; one that only says that the channel is open (`isGreeting`) asks for nothing. Throws Unauthenticated for a token that is
 * not the channel's, NotFound for a channel that is no more. What is forged asks the database nothing: anybody may send it.
 */
export async function notice(given: Notice, isGreeting: boolean): Promise<void> {
  if (!isAuthentic(given)) throw Unauthenticated();
  // It comes while the channel is being opened, which is not kept here before.
  if (isGreeting) return;
  if (!(await asked(given))) throw NotFound();
}

/**
 * Takes notifications of Microsoft's. They name no channel, so the secret of a subscription (`clientState`) begins with it. One that is
 * forged, or of a subscription that is no more, is left out.
 */
export async function noticesOfSubscriptions(
  given: readonly { subscriptionId: string; clientState: string }[],
): Promise<void> {
  const notices = given.map(({ subscriptionId, clientState }) => {
    const [channelId = "", token = ""] = clientState.split(".");
    return { channelId, token, resourceId: subscriptionId };
  });
  const distinct = new Map(notices.map((one) => [JSON.stringify(one), one]));
  for (const one of distinct.values()) if (isAuthentic(one)) await asked(one);
}

interface Watched {
  id: string;
  userId: string;
  provider: "google" | "outlook";
}

/** Asks for the synchronisation of the calendar of a channel. Yields whether there is such a calendar. */
async function asked({ channelId, resourceId }: Notice): Promise<boolean> {
  const { ctx, published } = speakAsService("webhook");
  const watchedBy = (channel: SQL) =>
    read<Watched>(sql`select id, user_id as "userId", provider from ${calendars}
      where deleted_at is null and is_selected and ${channel} limit 1`);
  const [[current]] = await ctx.db.batch([
    watchedBy(sql`watch_channel_id = ${channelId} and watch_resource_id = ${resourceId}`),
  ]);
  const [[calendar]] = current
    ? [[current]]
    : await ctx.db.batch([
        watchedBy(sql`previous_watch_channel_id = ${channelId} and previous_watch_resource_id = ${resourceId}`),
      ]);
  if (!calendar) return false;
  const { id, userId, provider } = calendar;
  await ctx.db.batch([emit(ctx, CalendarSyncRequested, { entityId: id, owner: userId, payload: { provider } })]);
  await published();
  return true;
}

const isAuthentic = ({ channelId, token }: Notice) =>
  isSame(blindIndexesOf(channelId, calendars, "watchChannelId", ""), token);

/** In constant time for tokens of the same length. */
function isSame(known: readonly string[], given: string): boolean {
  const bytes = Buffer.from(given);
  return known.some((one) => {
    const own = Buffer.from(one);
    return own.length === bytes.length && timingSafeEqual(own, bytes);
  });
}

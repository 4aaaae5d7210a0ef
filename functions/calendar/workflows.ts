import { NonRetriableError } from "inngest";
import { CalendarSyncRequested, SubscriptionDue } from "#core/calendar/events";
import { syncErrors } from "#core/calendar/sayings";
import * as Sync from "#core/calendar/sync/sync";
import { ConnectionEvents, ConnectionSyncRequested } from "#core/identity/events";
import type { CloudEvent } from "#kit/event";
import { Problem } from "#kit/problem";
import { workflow } from "#kit/workflow";

export const readCalendars = workflow("calendar.readCalendars", [ConnectionEvents.created, ConnectionSyncRequested], {
  summary: "Read which calendars a connected account has",
  async handler({ event, step }) {
    if (Sync.providerOf[event.data.payload.provider] === undefined) return { synchronised: 0 };
    return { synchronised: await step.run("read", () => Sync.readCalendars(storyOf(event)).catch(giveUp)) };
  },
});

/** More steps than a calendar of two hundred thousand events takes. */
const MAX_STEPS = 1_000;

/** However many ask for it, a calendar is synchronised by one run at a time, a few seconds after the first has asked. */
export const syncCalendar = workflow("calendar.syncCalendar", CalendarSyncRequested, {
  summary: "Make a calendar as it is at its provider, and the other way round",
  debounce: { period: "3s", timeout: "30s", key: "event.data.data.entityId" },
  concurrency: { limit: 1, key: "event.data.data.entityId" },
  effectKey: ({ id }) => id,
  async handler({ event, step }) {
    const story = storyOf(event);
    const startedAt = await step.run("begin", () => Sync.begin());
    for (let n = 0; n < MAX_STEPS; n++) {
      const pulled = await step.run("fetch", async () => (await Sync.pull(story).catch(giveUp)) ?? null);
      if (pulled === null) return { synchronised: false };
      if (!pulled.more) break;
    }
    for (let n = 0; n < MAX_STEPS; n++) {
      const pushed = await step.run("write", async () => (await Sync.push(story).catch(giveUp)) ?? null);
      if (!pushed?.more) break;
    }
    await step.run("watch", async () => (await Sync.watch(story).catch(giveUp)) ?? null);
    const came = await step.run("finish", async () => (await Sync.finish(story, startedAt)) ?? null);
    return { synchronised: true, ...came };
  },
  async onFailure({ event, step, error }) {
    const reason = syncErrors(error.name === "NonRetriableError" ? "sync_reconnect" : "sync_no_answer");
    await step.run("fail", () => Sync.fail(storyOf(event), reason));
  },
});

export const syncSubscription = workflow("calendar.syncSubscription", SubscriptionDue, {
  summary: "Fetch a subscribed calendar",
  retries: 2,
  async handler({ event, step }) {
    await step.run("sync", async () => {
      // What reads calendars is loaded where one is read.
      const { sync } = await import("#core/calendar/subscription-sync");
      await sync({
        userId: event.subject!,
        subscriptionId: event.data.entityId!,
        correlationId: event.correlationid,
        causationId: event.id,
        isAwaited: event.data.payload.isAwaited,
      });
    });
  },
});

const storyOf = (
  event: Pick<CloudEvent, "id" | "subject" | "correlationid"> & { data: { entityId: string | null } },
): Sync.Story => ({
  userId: event.subject!,
  entityId: event.data.entityId!,
  correlationId: event.correlationid,
  causationId: event.id,
});

/** An account that has to be connected again does not come back with retries; a provider that does not answer does. */
function giveUp(error: unknown): never {
  if (error instanceof Problem && error.kind !== "unavailable")
    throw new NonRetriableError(error.message, { cause: error });
  throw error;
}

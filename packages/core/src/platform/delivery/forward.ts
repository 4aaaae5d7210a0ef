/** Forwards events from the bus to Inngest: every event that a workflow names; Inngest starts the functions that match. */
import { Inngest } from "inngest";
import type { Delivered } from "#core/platform/delivery/outbox";
import type { Refused } from "#kit/consumer";
import type { Ctx } from "#kit/ctx";
import type { CloudEvent } from "#kit/event";
import { NotConfigured } from "#kit/problem";
import { type Config, runtime } from "#kit/runtime";

const TIMEOUT_MS = 3_000;

/** Forwards delivered events, and returns the records that failed. */
export async function forward(ctx: Ctx, delivered: readonly Delivered[]): Promise<{ failed: Refused[] }> {
  const failed: Refused[] = [];
  const known: { recordId: string; payload: Payload }[] = [];
  for (const { recordId, event } of delivered) {
    const payload = payloadOf(event.detail, ctx.now());
    if (payload) known.push({ recordId, payload });
    else failed.push({ recordId, reason: "The message is no event." });
  }
  const refusals = await handOver(
    ctx,
    known.map(({ payload }) => payload),
  );
  for (const { recordId, payload } of known) {
    const reason = refusals.get(payload.id);
    if (reason) failed.push({ recordId, reason: `Inngest refused ${payload.name} ${payload.id}: ${reason}` });
  }
  return { failed };
}

/**
 * Sends a batch or, if it is refused, each event alone, so that an event that Inngest never accepts does not block the others.
 * Returns the reason by the id of each event that was not accepted. Inngest deduplicates events by their ids for a day, so
 * sending one twice starts nothing twice.
 */
export async function handOver(ctx: Ctx, payloads: readonly Payload[]): Promise<ReadonlyMap<string, string>> {
  const refusals = new Map<string, string>();
  if (payloads.length === 0) return refusals;
  const client = clientFor(runtime().config);
  const refusal = await refused(client.send([...payloads]));
  if (!refusal) return refusals;
  ctx.log("warn", "Inngest refused a batch; its events are sent one by one", {
    events: payloads.length,
    error: refusal,
  });
  await Promise.all(
    payloads.map(async (payload) => {
      const reason = await refused(client.send(payload));
      if (reason) refusals.set(payload.id, reason);
    }),
  );
  return refusals;
}

/** Whether the server refused the event itself, for good. Other failures mean that the server is down or has other keys. */
export const isRefusedForGood = (reason: string) => /^Inngest API Error: 4(?!01|03|04|08|29)\d\d/.test(reason);

/** An event in Inngest's format: `id` deduplicates it, `ts` is its time in milliseconds. */
export interface Payload {
  id: string;
  name: string;
  data: CloudEvent;
  ts: number;
}

/** Inngest would delay an event with a time in the future, and clocks may differ, so the time is at most now. */
function payloadOf(detail: unknown, now: Date): Payload | undefined {
  const event = detail as Partial<CloudEvent> | null | undefined;
  if (typeof event?.id !== "string" || typeof event.type !== "string") return undefined;
  const ts = Date.parse(event.time ?? "");
  if (Number.isNaN(ts)) return undefined;
  return { id: event.id, name: event.type, data: event as CloudEvent, ts: Math.min(ts, now.getTime()) };
}

/** Why the call failed, or undefined. */
async function refused(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return (error as Error).message || "no reason given";
  }
}

let made: { settings: string; client: Inngest } | undefined;

/**
 * The client of this configuration; a new one is made only when the configuration changes. A self-hosted server may need no key.
 */
function clientFor({ INNGEST_BASE_URL: baseUrl, INNGEST_EVENT_KEY: eventKey }: Config): Inngest {
  if (!baseUrl && !eventKey)
    throw NotConfigured(
      "Neither INNGEST_EVENT_KEY nor INNGEST_BASE_URL is set, so there is nowhere to send events to.",
    );
  const settings = JSON.stringify([baseUrl, eventKey]);
  if (made?.settings !== settings) {
    const client = new Inngest({
      id: "lifeos",
      baseUrl,
      eventKey,
      isDev: !eventKey,
      // The SDK has no timeout of its own.
      fetch: (input: string | URL | Request, init?: RequestInit) =>
        (runtime().inngestFetch ?? fetch)(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    });
    made = { settings, client };
  }
  return made.client;
}

/** Publishes events for the sweep of the outbox, and distinguishes accepted events, permanently refused ones, and the rest. */
import type { AwsRefusal } from "#cloud/aws";
import { type BusAnswer, type BusEntry, busEntry, inCalls, type PutEvents, signedPutEvents } from "#cloud/publish";
import type { Ctx } from "#kit/ctx";
import type { EventRow } from "#kit/event";
import { NotConfigured } from "#kit/problem";
import { type Config, runtime } from "#kit/runtime";

const TIMEOUT_MS = 5_000;

export interface Outcome {
  /** The ids of the events that the bus accepted. */
  taken: string[];
  /**
   * Events that the bus will never accept, because it refuses the event itself. Events in neither list may be accepted the next
   * time.
   */
  hopeless: { id: string; reason: string }[];
}

/** Puts events on the bus, ten in a call. A failed call affects only its own events. */
export async function putOnBus(ctx: Ctx, events: readonly EventRow[]): Promise<Outcome> {
  const { config } = runtime();
  const { EVENT_BUS_NAME: busName } = config;
  if (!busName) throw NotConfigured("EVENT_BUS_NAME is not set, so there is no bus to publish to.");
  const outcome: Outcome = { taken: [], hopeless: [] };
  if (events.length === 0) return outcome;
  const send = clientFor(config);
  const entries = events.flatMap((event) => entryOf(event, busName, outcome));
  await Promise.all(inCalls(entries, ({ entry }) => entry).map((call) => putEvents(ctx, send, call, outcome)));
  return outcome;
}

interface Entry {
  id: string;
  entry: BusEntry;
}

/** EventBridge's error codes that are about the event itself, and not about throttling or permissions. */
const FOR_GOOD = new Set(["InvalidArgument", "MalformedDetail"]);

async function putEvents(ctx: Ctx, send: PutEvents, call: Entry[], outcome: Outcome): Promise<void> {
  try {
    const entries = call.map(({ entry }) => entry);
    const answer = await persistently(send, entries);
    for (const [i, { id }] of call.entries()) {
      const { ErrorCode, ErrorMessage } = answer.Entries[i] ?? { ErrorCode: "Missing" };
      if (!ErrorCode) outcome.taken.push(id);
      else if (FOR_GOOD.has(ErrorCode)) outcome.hopeless.push({ id, reason: `${ErrorCode}: ${ErrorMessage}` });
      else ctx.log("warn", "the bus refused an event", { event: id, code: ErrorCode, detail: ErrorMessage });
    }
  } catch (error) {
    const { name, message } = error as Error;
    // EventBridge also answers this to a single event that is larger than a call may be.
    if (name === "ValidationException" && call.length === 1)
      outcome.hopeless.push({ id: call[0]!.id, reason: `${name}: ${message}` });
    else
      ctx.log("warn", "a call to the bus failed", { events: call.map(({ id }) => id), error: `${name}: ${message}` });
  }
}

/** The entry of an event for PutEvents. */
function entryOf(event: EventRow, busName: string, { hopeless }: Outcome): Entry[] {
  try {
    return [{ id: event.id, entry: busEntry(event, busName) }];
  } catch (error) {
    hopeless.push({ id: event.id, reason: `It cannot be written as a message: ${(error as Error).message}` });
    return [];
  }
}

let made: { settings: string; send: PutEvents } | undefined;

/**
 * The client of this configuration; a new one is made only when the configuration changes, because it keeps its connections open.
 */
function clientFor(config: Config): PutEvents {
  const { AWS_REGION: region, EVENTBRIDGE_ENDPOINT: endpoint, AWS_SESSION_TOKEN: sessionToken } = config;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = config;
  if (!region || !accessKeyId || !secretAccessKey)
    throw NotConfigured("AWS_REGION and AWS credentials are not set, so no event can be published.");
  const settings = JSON.stringify([region, endpoint, accessKeyId, secretAccessKey, sessionToken]);
  if (made?.settings !== settings) {
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    made = { settings, send: signedPutEvents({ region, endpoint, credentials, timeoutMs: TIMEOUT_MS }) };
  }
  return made.send;
}

/** Retries once when the bus or the connection failed: an event that is published twice takes effect once. */
async function persistently(send: PutEvents, entries: BusEntry[]): Promise<BusAnswer> {
  try {
    return await send(entries);
  } catch (error) {
    const { status } = error as Partial<AwsRefusal>;
    if (status !== undefined && status < 500) throw error;
    return send(entries);
  }
}

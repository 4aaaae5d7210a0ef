/** The event bus through the AWS SDK, for the sweep: what the bus refuses is told apart from what it took. */
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { busEntry } from "#cloud/publish";
import type { Ctx } from "#kit/ctx";
import type { EventRow } from "#kit/event";
import { NotConfigured } from "#kit/problem";
import { type Config, runtime } from "#kit/runtime";

const ENTRIES_PER_CALL = 10;
/** EventBridge's limit for all entries of a call together. */
const BYTES_PER_CALL = 1024 * 1024;
const TIMEOUT_MS = 5_000;

export interface Outcome {
  /** The ids of those that the bus took. */
  taken: string[];
  /** Those that it will never take, for the same event gets the same answer. What is in neither may be taken the next time. */
  hopeless: { id: string; reason: string }[];
}

/** Puts events on the bus. A call that fails costs only its own ten. */
export async function putOnBus(ctx: Ctx, events: readonly EventRow[]): Promise<Outcome> {
  const { EVENT_BUS_NAME: busName } = runtime().config;
  if (!busName) throw NotConfigured("EVENT_BUS_NAME is not set, so there is no bus to publish to.");
  const client = clientFor(runtime().config);
  const outcome: Outcome = { taken: [], hopeless: [] };
  const entries = events.flatMap((event) => entryOf(event, busName, outcome));
  await Promise.all(calls(entries).map((call) => putEvents(ctx, client, call, outcome)));
  return outcome;
}

interface Entry {
  id: string;
  entry: PutEventsRequestEntry;
}

/** The codes of EventBridge that are about the event, and neither about its load nor about who may do what. */
const FOR_GOOD = new Set(["InvalidArgument", "MalformedDetail"]);

async function putEvents(ctx: Ctx, client: EventBridgeClient, call: Entry[], outcome: Outcome): Promise<void> {
  try {
    const answer = await client.send(new PutEventsCommand({ Entries: call.map(({ entry }) => entry) }), {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    for (const [i, { id }] of call.entries()) {
      const { ErrorCode, ErrorMessage } = answer.Entries?.[i] ?? { ErrorCode: "Missing" };
      if (!ErrorCode) outcome.taken.push(id);
      else if (FOR_GOOD.has(ErrorCode)) outcome.hopeless.push({ id, reason: `${ErrorCode}: ${ErrorMessage}` });
      else ctx.log("warn", "the bus refused an event", { event: id, code: ErrorCode, detail: ErrorMessage });
    }
  } catch (error) {
    const { name, message } = error as Error;
    // An event by itself is refused so when it is larger than a call may be.
    if (name === "ValidationException" && call.length === 1)
      outcome.hopeless.push({ id: call[0]!.id, reason: `${name}: ${message}` });
    else
      ctx.log("warn", "a call to the bus failed", { events: call.map(({ id }) => id), error: `${name}: ${message}` });
  }
}

/** What the bus is given. */
function entryOf(event: EventRow, busName: string, { hopeless }: Outcome): Entry[] {
  try {
    const made = busEntry(event, busName);
    return [{ id: event.id, entry: { ...made, Time: new Date(made.Time * 1000) } }];
  } catch (error) {
    hopeless.push({ id: event.id, reason: `It cannot be written as a message: ${(error as Error).message}` });
    return [];
  }
}

/** The events in calls of at most ten entries and 1 MB; one that is larger by itself goes alone and is refused alone. */
function calls(entries: readonly Entry[]): Entry[][] {
  const packed: Entry[][] = [];
  let bytes = 0;
  for (const one of entries) {
    const size = bytesOf(one.entry);
    const last = packed.at(-1);
    if (last && last.length < ENTRIES_PER_CALL && bytes + size <= BYTES_PER_CALL) {
      last.push(one);
      bytes += size;
    } else {
      packed.push([one]);
      bytes = size;
    }
  }
  return packed;
}

/** The size of an entry by EventBridge's rule: 14 bytes for the time, and the UTF-8 of its texts. */
const bytesOf = ({ Source, DetailType, Detail }: PutEventsRequestEntry) =>
  14 + [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text ?? ""), 0);

let made: { settings: string; client: EventBridgeClient } | undefined;

/** A client for this configuration; one, for as long as it stays the same. Without keys the SDK finds the credentials of its surroundings. */
function clientFor(config: Config): EventBridgeClient {
  const { AWS_REGION, EVENTBRIDGE_ENDPOINT, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = config;
  const settings = JSON.stringify([
    AWS_REGION,
    EVENTBRIDGE_ENDPOINT,
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
    AWS_SESSION_TOKEN,
  ]);
  if (made?.settings !== settings) {
    made?.client.destroy();
    made = {
      settings,
      client: new EventBridgeClient({
        region: AWS_REGION,
        endpoint: EVENTBRIDGE_ENDPOINT,
        maxAttempts: 2,
        ...(AWS_ACCESS_KEY_ID &&
          AWS_SECRET_ACCESS_KEY && {
            credentials: {
              accessKeyId: AWS_ACCESS_KEY_ID,
              secretAccessKey: AWS_SECRET_ACCESS_KEY,
              sessionToken: AWS_SESSION_TOKEN,
            },
          }),
      }),
    };
  }
  return made.client;
}

/** The event bus through the AWS SDK, for the sweep: what the bus refuses is told apart from what it took. */
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import type { Ctx } from "#kit/ctx";
import type { EventRow } from "#kit/event";
import { NotConfigured } from "#kit/problem";
import { busEntry } from "#kit/publish";
import { type Config, runtime } from "#kit/runtime";

const ENTRIES_PER_CALL = 10;
/** EventBridge's limit for all entries of a call together. */
const BYTES_PER_CALL = 1024 * 1024;
const TIMEOUT_MS = 5_000;

/** Puts events on the bus; answers the ids of those that it took. A call that fails costs only its own ten. */
export async function putOnBus(ctx: Ctx, events: readonly EventRow[]): Promise<string[]> {
  const { EVENT_BUS_NAME: busName } = runtime().config;
  if (!busName) throw NotConfigured("EVENT_BUS_NAME is not set, so there is no bus to publish to.");
  const client = clientFor(runtime().config);
  const taken = await Promise.all(calls(ctx, events, busName).map((call) => putEvents(ctx, client, call)));
  return taken.flat();
}

interface Entry {
  id: string;
  entry: PutEventsRequestEntry;
}

async function putEvents(ctx: Ctx, client: EventBridgeClient, call: Entry[]): Promise<string[]> {
  try {
    const answer = await client.send(new PutEventsCommand({ Entries: call.map(({ entry }) => entry) }), {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const taken: string[] = [];
    for (const [i, { id }] of call.entries()) {
      const { ErrorCode, ErrorMessage } = answer.Entries?.[i] ?? { ErrorCode: "Missing" };
      if (ErrorCode) ctx.log("warn", "the bus refused an event", { event: id, code: ErrorCode, detail: ErrorMessage });
      else taken.push(id);
    }
    return taken;
  } catch (error) {
    const { name, message } = error as Error;
    ctx.log("warn", "a call to the bus failed", { events: call.map(({ id }) => id), error: `${name}: ${message}` });
    return [];
  }
}

/** What the bus is given; an event that cannot be written as one stays in the outbox, and keeps no other there. */
function entryOf(ctx: Ctx, event: EventRow, busName: string): PutEventsRequestEntry | undefined {
  try {
    const made = busEntry(event, busName);
    return { ...made, Time: new Date(made.Time * 1000) };
  } catch (error) {
    ctx.log("error", "an event cannot be put on the bus", { event: event.id, error: (error as Error).message });
    return undefined;
  }
}

/** The events in calls of at most ten entries and 1 MB; one that is larger by itself goes alone and is refused alone. */
function calls(ctx: Ctx, events: readonly EventRow[], busName: string): Entry[][] {
  const packed: Entry[][] = [];
  let bytes = 0;
  for (const event of events) {
    const entry = entryOf(ctx, event, busName);
    if (!entry) continue;
    const size = bytesOf(entry);
    const last = packed.at(-1);
    if (last && last.length < ENTRIES_PER_CALL && bytes + size <= BYTES_PER_CALL) {
      last.push({ id: event.id, entry });
      bytes += size;
    } else {
      packed.push([{ id: event.id, entry }]);
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

/**
 * PutEvents: right after commit, when an entry that the bus refuses stays in the outbox, and for the sweep of that outbox, which has
 * to know what became of each (core/platform/delivery/bus).
 */

import type { EventRow } from "#kit/event";
import { awsService } from "./aws.ts";
import { toCloudEvent } from "./cloud-event.ts";
import type { AwsCredentials } from "./signature.ts";

export interface BusConfig {
  busName: string;
  region: string;
  /** For anything but AWS itself, e.g. the local cloud. */
  endpoint?: string;
  credentials: AwsCredentials;
}

/** As many entries as were put, in the same order. */
export interface BusAnswer {
  FailedEntryCount: number;
  Entries: { EventId?: string; ErrorCode?: string; ErrorMessage?: string }[];
}

const ENTRIES_PER_CALL = 10;
/** EventBridge's limit for all entries of a call together. */
const BYTES_PER_CALL = 1024 * 1024;
const TIMEOUT_MS = 1_000;

type Publish = (events: EventRow[]) => Promise<void>;

/** Publishes with signed requests. */
export function busPublisher({ busName, ...where }: BusConfig): Publish {
  return publisher(busName, signedPutEvents({ ...where, timeoutMs: TIMEOUT_MS }));
}

/** One call of PutEvents; rejects with an `AwsRefusal` or the connection's error. */
export function signedPutEvents(where: Omit<BusConfig, "busName"> & { timeoutMs: number }): PutEvents {
  const call = awsService({ service: "events", ...where });
  return async (entries) => (await call("AWSEvents.PutEvents", { Entries: entries })) as BusAnswer;
}

/** Publishes by whatever takes the entries of one call. */
export function publisher(busName: string, putEvents: PutEvents): Publish {
  return async (events) => {
    const entries = events.map((event) => busEntry(event, busName));
    await Promise.all(inCalls(entries, (entry) => entry).map(put));
  };

  async function put(entries: BusEntry[]): Promise<void> {
    const answer = await putEvents(entries);
    const refused = answer.Entries.filter((entry) => entry.ErrorCode);
    if (refused.length > 0)
      throw new Error(`the bus refused ${refused.length} of ${entries.length} events: ${refused[0]!.ErrorCode}`);
  }
}

export type BusEntry = ReturnType<typeof busEntry>;
export type PutEvents = (entries: BusEntry[]) => Promise<BusAnswer>;

/** Items in as few calls as PutEvents allows; one whose entry is larger than a call may be goes alone, and is refused alone. */
export function inCalls<T>(items: readonly T[], entryOf: (item: T) => BusEntry): T[][] {
  const packed: T[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = bytesOf(entryOf(item));
    const last = packed.at(-1);
    if (last && last.length < ENTRIES_PER_CALL && bytes <= room) last.push(item);
    else {
      packed.push([item]);
      room = BYTES_PER_CALL;
    }
    room -= bytes;
  }
  return packed;
}

/** The size of an entry by EventBridge's rule: 14 bytes for the time, and the UTF-8 of its texts. */
const bytesOf = ({ Source, DetailType, Detail }: BusEntry) =>
  14 + [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** An event as an entry of PutEvents: the CloudEvent is the detail. */
export function busEntry(event: EventRow, busName: string) {
  const cloudEvent = toCloudEvent(event);
  return {
    EventBusName: busName,
    Source: cloudEvent.source,
    DetailType: cloudEvent.type,
    Time: Math.floor(Date.parse(cloudEvent.time) / 1000),
    Resources: [],
    Detail: queueableJson(cloudEvent),
  };
}

/**
 * JSON that any queue takes: SQS refuses a message with U+FFFE or U+FFFF in it, for its text has to be that of XML 1.0. They are
 * escaped, and whoever parses the message has them again; control characters and halves of surrogate pairs JSON escapes anyway.
 */
export const queueableJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\ufffe\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);

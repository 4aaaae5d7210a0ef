/**
 * PutEvents right after commit. At most ten entries a call; an entry that the bus refuses stays in the outbox for the sweep.
 */

import type { EventRow } from "#kit/event";
import { type AwsCredentials, awsService } from "./aws.ts";
import { toCloudEvent } from "./cloud-event.ts";

export interface BusConfig {
  busName: string;
  region: string;
  /** For anything but AWS itself, e.g. the local cloud. */
  endpoint?: string;
  credentials: AwsCredentials;
}

interface Answer {
  FailedEntryCount: number;
  Entries: { EventId?: string; ErrorCode?: string; ErrorMessage?: string }[];
}

const ENTRIES_PER_CALL = 10;
const BYTES_PER_CALL = 1024 * 1024;
// Time, source and detail type count too; this is more than they can be.
const ENTRY_OVERHEAD_BYTES = 512;
const TIMEOUT_MS = 1_000;

type Publish = (events: EventRow[]) => Promise<void>;

/** Publishes with signed requests. */
export function busPublisher({ busName, ...where }: BusConfig): Publish {
  const call = awsService({ service: "events", timeoutMs: TIMEOUT_MS, ...where });
  return publisher(busName, async (entries) => (await call("AWSEvents.PutEvents", { Entries: entries })) as Answer);
}

/** Publishes by whatever takes the entries of one call. */
export function publisher(busName: string, putEvents: (entries: Entry[]) => Promise<Answer>): Publish {
  return async (events) => {
    await Promise.all(calls(events.map((event) => busEntry(event, busName))).map(put));
  };

  async function put(entries: Entry[]): Promise<void> {
    const answer = await putEvents(entries);
    const refused = answer.Entries.filter((entry) => entry.ErrorCode);
    if (refused.length > 0)
      throw new Error(`the bus refused ${refused.length} of ${entries.length} events: ${refused[0]!.ErrorCode}`);
  }
}

type Entry = ReturnType<typeof busEntry>;

/** Entries in as few calls as PutEvents allows. */
function calls(entries: Entry[]): Entry[][] {
  const packed: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(entry.Detail) + ENTRY_OVERHEAD_BYTES;
    const last = packed.at(-1);
    if (last && last.length < ENTRIES_PER_CALL && bytes <= room) last.push(entry);
    else {
      packed.push([entry]);
      room = BYTES_PER_CALL;
    }
    room -= bytes;
  }
  return packed;
}

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

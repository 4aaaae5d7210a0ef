/**
 * PutEvents over plain HTTPS, signed with aws4: the AWS SDK would quadruple the size of every mutation's bundle for this
 * one call. At most ten entries a call; an entry that the bus refuses stays in the outbox for the sweep.
 */
import http from "node:http";
import https from "node:https";
import aws4 from "aws4";
import { type EventRow, toCloudEvent } from "./event.ts";

export interface BusConfig {
  busName: string;
  region: string;
  /** For anything but AWS itself, e.g. the local cloud. */
  endpoint?: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

interface Answer {
  FailedEntryCount: number;
  Entries: { EventId?: string; ErrorCode?: string; ErrorMessage?: string }[];
}

const ENTRIES_PER_CALL = 10;
const BYTES_PER_CALL = 256 * 1024;
// Time, source and detail type count too; this is more than they can be.
const ENTRY_OVERHEAD_BYTES = 512;

export function busPublisher(config: BusConfig): (events: EventRow[]) => Promise<void> {
  const url = new URL(config.endpoint ?? `https://events.${config.region}.amazonaws.com`);
  const client = url.protocol === "http:" ? http : https;
  const agent = new client.Agent({ keepAlive: true, maxSockets: 64 });

  return async (events) => {
    await Promise.all(calls(events.map((event) => busEntry(event, config.busName))).map(putEvents));
  };

  async function putEvents(entries: Entry[]): Promise<void> {
    const answer = await post(JSON.stringify({ Entries: entries }));
    const refused = answer.Entries.filter((entry) => entry.ErrorCode);
    if (refused.length > 0)
      throw new Error(`the bus refused ${refused.length} of ${entries.length} events: ${refused[0]!.ErrorCode}`);
  }

  function post(body: string): Promise<Answer> {
    const signed = aws4.sign(
      {
        service: "events",
        region: config.region,
        method: "POST",
        host: url.host,
        path: url.pathname,
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents" },
        body,
      },
      config.credentials,
    );
    return new Promise((resolve, reject) => {
      const request = client.request(
        {
          agent,
          method: "POST",
          hostname: url.hostname,
          port: url.port,
          path: url.pathname,
          headers: signed.headers as http.OutgoingHttpHeaders,
          timeout: 1_000,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            if (response.statusCode !== 200)
              return reject(new Error(`the bus answered ${response.statusCode}: ${text.slice(0, 200)}`));
            try {
              resolve(JSON.parse(text) as Answer);
            } catch (error) {
              reject(error as Error);
            }
          });
        },
      );
      request.on("timeout", () => request.destroy(new Error("the bus did not answer in time")));
      request.on("error", reject);
      request.end(body);
    });
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
    Detail: JSON.stringify(cloudEvent),
  };
}

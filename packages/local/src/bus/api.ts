/** The EventBridge API over HTTP, protocol AWS JSON 1.1: as much of it as publishers use, which is PutEvents. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AwsCredentials, verifySignature } from "./signature.ts";
import { AwsError, type PutEventsRequestEntry, type PutEventsResult } from "./wire.ts";

/** Ample for 256 KB of entries even when every character of them is escaped. */
const maxBodyBytes = 2 * 1024 * 1024;

export interface EventBridgeApi {
  putEvents: (entries: PutEventsRequestEntry[]) => Promise<PutEventsResult>;
  credentials: AwsCredentials | undefined;
  warn: (message: string, error: unknown) => void;
}

export async function answer(req: IncomingMessage, res: ServerResponse, api: EventBridgeApi): Promise<void> {
  const requestId = randomUUID();
  const reply = (status: number, body: object, headers: Record<string, string> = {}) => {
    const text = JSON.stringify(body);
    res.writeHead(status, {
      "content-type": "application/x-amz-json-1.1",
      "content-length": Buffer.byteLength(text),
      "x-amzn-requestid": requestId,
      ...headers,
    });
    res.end(text);
  };
  try {
    reply(200, await putEvents(req, api));
  } catch (error) {
    if (!(error instanceof AwsError)) api.warn("PutEvents failed.", error);
    const known = error instanceof AwsError ? error : new AwsError("InternalFailure", "The call failed.", 500);
    const closing = known.status === 413 ? { connection: "close" } : undefined;
    reply(known.status, { __type: known.type, message: known.message }, { "x-amzn-errortype": known.type, ...closing });
  }
}

async function putEvents(req: IncomingMessage, api: EventBridgeApi): Promise<PutEventsResult> {
  const body = await readBody(req);
  if (api.credentials) verifySignature(req, body, api.credentials);
  if (req.method !== "POST" || req.headers["x-amz-target"] !== "AWSEvents.PutEvents") {
    throw new AwsError("UnknownOperationException", "Only the operation AWSEvents.PutEvents is known here.");
  }
  return api.putEvents(readEntries(body.toString("utf8")));
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The stream must outlive a refusal: destroying it would close the socket before the answer is sent.
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new AwsError("RequestEntityTooLargeException", "The request is too large.", 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readEntries(text: string): PutEventsRequestEntry[] {
  const malformed = (what: string) => new AwsError("SerializationException", what);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw malformed("The request body is not valid JSON.");
  }
  if (!isObject(input)) throw malformed("The request body must be a JSON object.");
  const entries = input.Entries;
  if (entries === undefined || entries === null) {
    throw new AwsError(
      "ValidationException",
      "1 validation error detected: Value null at 'entries' failed to satisfy constraint: Member must not be null",
    );
  }
  if (!Array.isArray(entries)) throw malformed("Entries must be a list.");
  return entries.map(readEntry);
}

function readEntry(entry: unknown): PutEventsRequestEntry {
  const malformed = (what: string) => new AwsError("SerializationException", what);
  if (!isObject(entry)) throw malformed("An entry must be an object.");
  const text = (name: string): string | undefined => {
    const value = entry[name] ?? undefined;
    if (value !== undefined && typeof value !== "string") throw malformed(`${name} must be a string.`);
    return value;
  };
  const time = entry.Time ?? undefined;
  if (time !== undefined && typeof time !== "number") throw malformed("Time must be a number of seconds.");
  const resources = entry.Resources ?? undefined;
  const isTexts = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((element) => typeof element === "string");
  if (resources !== undefined && !isTexts(resources)) throw malformed("Resources must be a list of strings.");
  return {
    Time: time,
    Source: text("Source"),
    DetailType: text("DetailType"),
    Detail: text("Detail"),
    EventBusName: text("EventBusName"),
    TraceHeader: text("TraceHeader"),
    Resources: resources,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

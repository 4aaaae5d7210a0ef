/**
 * AWS's JSON protocols over HTTP: `POST /` with the operation in `X-Amz-Target`, a signature of version 4, JSON in and out.
 * EventBridge speaks version 1.1 of it, SQS 1.0.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AwsCredentials, verifySignature } from "./signature.ts";
import type { Operation } from "./sqs.ts";
import { AwsError, type PutEventsRequestEntry } from "./wire.ts";

/** Ample for 256 KB of entries, and for SQS's 1 MB, even when every character of them is escaped. */
const maxBodyBytes = { AWSEvents: 2 * 1024 * 1024, AmazonSQS: 8 * 1024 * 1024 };
type Service = keyof typeof maxBodyBytes;

export interface AwsApi {
  /** By service and name, as X-Amz-Target has them. */
  operations: Record<Service, Record<string, Operation>>;
  credentials: AwsCredentials | undefined;
  warn: (message: string, error: unknown) => void;
}

export async function answer(req: IncomingMessage, res: ServerResponse, api: AwsApi): Promise<void> {
  const target = String(req.headers["x-amz-target"]);
  const requestId = randomUUID();
  const reply = (status: number, body: object, headers: Record<string, string> = {}) => {
    const text = JSON.stringify(body);
    res.writeHead(status, {
      "content-type": `application/x-amz-json-${target.startsWith("AmazonSQS.") ? "1.0" : "1.1"}`,
      "content-length": Buffer.byteLength(text),
      "x-amzn-requestid": requestId,
      ...headers,
    });
    res.end(text);
  };
  try {
    reply(200, await perform(req, target, api));
  } catch (error) {
    if (!(error instanceof AwsError)) api.warn(`${target} failed.`, error);
    const known = error instanceof AwsError ? error : new AwsError("InternalFailure", "The call failed.", 500);
    const { type, message, status, headers } = known;
    const closing = status === 413 ? { connection: "close" } : undefined;
    reply(status, { __type: type, message }, { "x-amzn-errortype": type, ...headers, ...closing });
  }
}

async function perform(req: IncomingMessage, target: string, api: AwsApi): Promise<object> {
  const [service, name] = target.split(".") as [Service, string | undefined];
  const body = await readBody(req, maxBodyBytes[service] ?? maxBodyBytes.AWSEvents);
  if (api.credentials) verifySignature(req, body, api.credentials);
  const operations = Object.hasOwn(api.operations, service) ? api.operations[service] : {};
  const operation = name !== undefined && Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (req.method !== "POST" || !operation)
    throw new AwsError("UnknownOperationException", `The operation ${target} is not known here.`);
  return operation(readObject(body.toString("utf8")), `http://${req.headers.host}`);
}

async function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The stream must outlive a refusal: destroying it would close the socket before the answer is sent.
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new AwsError("RequestEntityTooLargeException", "The request is too large.", 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readObject(text: string): Record<string, unknown> {
  const malformed = (what: string) => new AwsError("SerializationException", what);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw malformed("The request body is not valid JSON.");
  }
  if (!isObject(input)) throw malformed("The request body must be a JSON object.");
  return input;
}

/** The entries of PutEvents, as far as they have the shapes that its protocol demands. */
export function readEntries(input: Record<string, unknown>): PutEventsRequestEntry[] {
  const entries = input.Entries;
  if (entries === undefined || entries === null) {
    throw new AwsError(
      "ValidationException",
      "1 validation error detected: Value null at 'entries' failed to satisfy constraint: Member must not be null",
    );
  }
  if (!Array.isArray(entries)) throw new AwsError("SerializationException", "Entries must be a list.");
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

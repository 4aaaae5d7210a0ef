/**
 * AWS's JSON protocols over HTTP: `POST /` with the operation in `X-Amz-Target`, a signature of version 4, JSON in and out.
 * EventBridge speaks version 1.1 of it, SQS 1.0 and, to older clients, the query protocol.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AwsCredentials, verifySignature } from "./signature.ts";
import type { Operation } from "./sqs-input.ts";
import { readForm, writeAnswer, writeError } from "./sqs-query.ts";
import { AwsError, type PutEventsRequestEntry } from "./wire.ts";

/** Enough for 1 MB of entries or messages, even when every character is escaped. */
const maxBodyBytes = { AWSEvents: 8 * 1024 * 1024, AmazonSQS: 8 * 1024 * 1024 };
type Service = keyof typeof maxBodyBytes;

export interface AwsApi {
  /** By service and name, as X-Amz-Target has them. */
  operations: Record<Service, Record<string, Operation>>;
  credentials: AwsCredentials | undefined;
  warn: (message: string, error: unknown) => void;
}

export async function answer(req: IncomingMessage, res: ServerResponse, api: AwsApi): Promise<void> {
  const target = req.headers["x-amz-target"] === undefined ? undefined : String(req.headers["x-amz-target"]);
  const requestId = randomUUID();
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  const jsonType = `application/x-amz-json-${target?.startsWith("AmazonSQS.") ? "1.0" : "1.1"}`;
  const reply = (status: number, text: string, headers: Record<string, string> = {}) => {
    res.writeHead(status, {
      "content-type": target === undefined ? "text/xml" : jsonType,
      "content-length": Buffer.byteLength(text),
      "x-amzn-requestid": requestId,
      ...headers,
    });
    res.end(text);
  };
  try {
    reply(200, await perform(req, target, api, { requestId, gone: gone.signal }));
  } catch (error) {
    if (!(error instanceof AwsError)) api.warn(`${target ?? "A call of SQS"} failed.`, error);
    const known = error instanceof AwsError ? error : new AwsError("InternalFailure", "The call failed.", 500);
    const { type, message, status, headers } = known;
    const closing = status === 413 ? { connection: "close" } : undefined;
    const text = target === undefined ? writeError(known, requestId) : JSON.stringify({ __type: type, message });
    reply(status, text, { "x-amzn-errortype": type, ...headers, ...closing });
  }
}

async function perform(
  req: IncomingMessage,
  target: string | undefined,
  api: AwsApi,
  { requestId, gone }: { requestId: string; gone: AbortSignal },
): Promise<string> {
  const [service, name] = (target ?? "AmazonSQS").split(".") as [Service, string | undefined];
  const body = await readBody(req, maxBodyBytes[service] ?? maxBodyBytes.AWSEvents);
  if (api.credentials) verifySignature(req, body, api.credentials);
  const form = target === undefined ? readForm(body.toString("utf8"), (req.url ?? "/").split("?")[0]!) : undefined;
  const called = form?.action ?? name;
  const operations = Object.hasOwn(api.operations, service) ? api.operations[service] : {};
  const operation = called !== undefined && Object.hasOwn(operations, called) ? operations[called] : undefined;
  if (req.method !== "POST" || !operation) {
    const headers = { "x-amzn-query-error": "InvalidAction;Sender" };
    const what = form ? form.action : target;
    throw new AwsError("UnknownOperationException", `The operation ${what} is not known here.`, 400, headers);
  }
  const input = form?.input ?? readObject(body.toString("utf8"));
  const output = await operation(input, `http://${req.headers.host}`, gone);
  return form ? writeAnswer(form.action, output, requestId) : JSON.stringify(output);
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

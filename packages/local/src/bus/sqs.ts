/**
 * The SQS API, as much of it as senders use: SendMessage, SendMessageBatch, GetQueueUrl, GetQueueAttributes, for the queues
 * of consumers. Receiving is the bus's own business. What this cannot do it refuses by name.
 */
import { createHash } from "node:crypto";
import { AwsError, type Place } from "./wire.ts";

const maxEntries = 10;
/** SQS's limit for a message, and for all messages of a batch together. */
const maxBytes = 1024 * 1024;
/** All but the characters that XML 1.0 allows within the basic plane, and surrogates in pairs. */
export const invalidCharacter = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

export interface Queues {
  exists(queue: string): boolean;
  /** Resolves to the ids of the messages once they are committed, in order. */
  send(messages: { queue: string; body: string }[]): Promise<string[]>;
  depth(queue: string): Promise<{ visible: number; inFlight: number }>;
}

type Input = Record<string, unknown>;
/** `origin` is where the client found this API, for the URLs of queues. */
export type Operation = (input: Input, origin: string) => Promise<object>;

export function sqsOperations(queues: Queues, { region, account }: Place): Record<string, Operation> {
  const queueOf = (input: Input): string => {
    const queue = text(input, "QueueUrl").split("/").at(-1)!;
    if (!queues.exists(queue)) throw queueDoesNotExist();
    return queue;
  };

  return {
    async GetQueueUrl(input, origin) {
      const queue = text(input, "QueueName");
      if (!queues.exists(queue)) throw queueDoesNotExist();
      return { QueueUrl: `${origin}/${account}/${queue}` };
    },

    async GetQueueAttributes(input) {
      const queue = queueOf(input);
      const { visible, inFlight } = await queues.depth(queue);
      const known: Record<string, string> = {
        QueueArn: `arn:aws:sqs:${region}:${account}:${queue}`,
        ApproximateNumberOfMessages: String(visible),
        // Being delivered, or waiting to be tried again.
        ApproximateNumberOfMessagesNotVisible: String(inFlight),
        ApproximateNumberOfMessagesDelayed: "0",
      };
      const names = list(input, "AttributeNames", []);
      if (names.includes("All")) return { Attributes: known };
      const Attributes: Record<string, string> = {};
      for (const name of names) {
        const value = typeof name === "string" && Object.hasOwn(known, name) ? known[name] : undefined;
        if (value === undefined) throw sqsError("InvalidAttributeName", `Unknown Attribute ${String(name)}.`);
        Attributes[name as string] = value;
      }
      return { Attributes };
    },

    async SendMessage(input) {
      const queue = queueOf(input);
      const body = text(input, "MessageBody");
      const wrong = fault(input, body);
      if (wrong) throw sqsError(wrong.Code, wrong.Message);
      const [MessageId] = await queues.send([{ queue, body }]);
      return { MessageId, MD5OfMessageBody: md5(body) };
    },

    async SendMessageBatch(input) {
      const queue = queueOf(input);
      const entries = batchEntries(input);
      const Failed = entries.flatMap(({ Id, body, entry }) => {
        const wrong = fault(entry, body);
        return wrong ? [{ Id, SenderFault: true, ...wrong }] : [];
      });
      const sound = entries.filter(({ Id }) => !Failed.some((failed) => failed.Id === Id));
      const ids = sound.length > 0 ? await queues.send(sound.map(({ body }) => ({ queue, body }))) : [];
      const Successful = sound.map(({ Id, body }, i) => ({ Id, MessageId: ids[i], MD5OfMessageBody: md5(body) }));
      return { Successful, Failed };
    },
  };
}

/** Checks a batch as a whole. */
function batchEntries(input: Input): { Id: string; body: string; entry: Input }[] {
  const entries = list(input, "Entries", []).map((entry) => {
    if (!isObject(entry)) throw new AwsError("SerializationException", "An entry must be an object.");
    return { Id: text(entry, "Id"), body: text(entry, "MessageBody"), entry };
  });
  const ids = entries.map(({ Id }) => Id);
  if (entries.length === 0) throw sqsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (entries.length > maxEntries)
    throw sqsError("TooManyEntriesInBatchRequest", `Maximum number of entries per request are ${maxEntries}.`);
  if (ids.some((id) => !/^[\w-]{1,80}$/.test(id)))
    throw sqsError("InvalidBatchEntryId", "An entry's Id is up to 80 letters, digits, hyphens and underscores.");
  if (new Set(ids).size < ids.length)
    throw sqsError("BatchEntryIdsNotDistinct", "Two or more entries of the batch have the same Id.");
  if (entries.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) > maxBytes)
    throw sqsError("BatchRequestTooLong", `Batch requests cannot be longer than ${maxBytes} bytes.`);
  return entries;
}

/** What is wrong with one message, which fails it alone. */
function fault(message: Input, body: string): { Code: string; Message: string } | undefined {
  const unsupported = Object.keys(message).find(
    (name) => !["Id", "QueueUrl", "MessageBody"].includes(name) && !isNothing(message[name]),
  );
  if (unsupported) return { Code: "UnsupportedOperation", Message: `${unsupported} is not supported here.` };
  if (invalidCharacter.test(body))
    return { Code: "InvalidMessageContents", Message: "The message holds characters outside the set that SQS allows." };
  if (Buffer.byteLength(body) > maxBytes)
    return {
      Code: "InvalidParameterValue",
      Message: `One or more parameters are invalid. Reason: Message must be shorter than ${maxBytes} bytes.`,
    };
  return undefined;
}

/** Asking for no delay and no attributes is asking for nothing. */
const isNothing = (value: unknown) =>
  value === undefined || value === null || value === 0 || (isObject(value) && Object.keys(value).length === 0);

function text(input: Input, name: string): string {
  const value = input[name] ?? "";
  if (typeof value !== "string") throw new AwsError("SerializationException", `${name} must be a string.`);
  if (value === "") throw sqsError("MissingParameter", `The request must contain the parameter ${name}.`);
  return value;
}

function list(input: Input, name: string, absent: unknown[]): unknown[] {
  const value = input[name] ?? absent;
  if (!Array.isArray(value)) throw new AwsError("SerializationException", `${name} must be a list.`);
  return value as unknown[];
}

const isObject = (value: unknown): value is Input =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const md5 = (body: string) => createHash("md5").update(body).digest("hex");

const queueDoesNotExist = () =>
  sqsError("QueueDoesNotExist", "The specified queue does not exist.", "AWS.SimpleQueueService.NonExistentQueue");

/** SQS names an error twice: as its JSON protocol does, and in a header as its older query protocol did. */
function sqsError(code: string, message: string, queryCode = code): AwsError {
  return new AwsError(`com.amazonaws.sqs#${code}`, message, 400, { "x-amzn-query-error": `${queryCode};Sender` });
}

/**
 * The SQS API for the queues of consumers: who sends, who receives beside the consumer, and who looks. Queues are made by the
 * declarations of LifeOS and not by clients. What this cannot do it refuses by name.
 */
import { createHash } from "node:crypto";
import {
  batchEntries,
  type Fault,
  failedEntry,
  type Input,
  isObject,
  type Operation,
  sqsError,
  text,
  texts,
  wholeNumber,
} from "./sqs-input.ts";
import { receivingOperations } from "./sqs-receiving.ts";
import type { Queues } from "./sqs-store.ts";
import type { Place } from "./wire.ts";

/** SQS's limit for a message, and for all messages of a batch together. */
const maxBytes = 1024 * 1024;
/** All but the characters that XML 1.0 allows within the basic plane, and surrogates in pairs. */
export const invalidCharacter = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** What clients ask for that only the declarations of LifeOS decide. */
const UNSUPPORTED = [
  "AddPermission",
  "CancelMessageMoveTask",
  "CreateQueue",
  "DeleteQueue",
  "ListMessageMoveTasks",
  "RemovePermission",
  "SetQueueAttributes",
  "StartMessageMoveTask",
  "TagQueue",
  "UntagQueue",
];

/** Attributes that a queue may have and these do not. */
const UNSET = [
  "KmsDataKeyReusePeriodSeconds",
  "KmsMasterKeyId",
  "Policy",
  "RedriveAllowPolicy",
  "CreatedTimestamp",
  "LastModifiedTimestamp",
];

export function sqsOperations(queues: Queues, { region, account }: Place): Record<string, Operation> {
  const known = (queue: string): string => {
    if (queues.names.includes(queue)) return queue;
    throw sqsError(
      "QueueDoesNotExist",
      "The specified queue does not exist.",
      "AWS.SimpleQueueService.NonExistentQueue",
    );
  };
  const queueOf = (input: Input) => known(text(input, "QueueUrl").split("/").at(-1)!);
  const arnOf = (queue: string) => `arn:aws:sqs:${region}:${account}:${queue}`;
  const refused = UNSUPPORTED.map((name): [string, Operation] => [
    name,
    () =>
      Promise.reject(
        sqsError("UnsupportedOperation", `${name} is not supported: the queues are those that LifeOS declares.`),
      ),
  ]);

  return {
    ...Object.fromEntries(refused),
    ...receivingOperations(queues, queueOf),

    async GetQueueUrl(input, origin) {
      return { QueueUrl: `${origin}/${account}/${known(text(input, "QueueName"))}` };
    },

    async ListQueues(input, origin) {
      const prefix = input.QueueNamePrefix ? text(input, "QueueNamePrefix") : "";
      const most = wholeNumber(input, "MaxResults", 1, 1000);
      const after = input.NextToken ? Buffer.from(text(input, "NextToken"), "base64url").toString() : "";
      const names = queues.names.filter((name) => name.startsWith(prefix) && name > after).toSorted();
      const page = names.slice(0, most ?? 1000);
      const isMore = most !== undefined && page.length < names.length;
      return {
        ...(page.length > 0 && { QueueUrls: page.map((name) => `${origin}/${account}/${name}`) }),
        ...(isMore && { NextToken: Buffer.from(page.at(-1)!).toString("base64url") }),
      };
    },

    async ListQueueTags(input) {
      queueOf(input);
      return {};
    },

    async ListDeadLetterSourceQueues(input, origin) {
      const queue = queueOf(input);
      const sources = queues.names.filter((name) => queues.settingsOf(name).deadLetterQueue === queue);
      return { queueUrls: sources.map((name) => `${origin}/${account}/${name}`) };
    },

    async GetQueueAttributes(input) {
      const queue = queueOf(input);
      const { visible, inFlight } = await queues.depth(queue);
      const { visibilityTimeoutMs, maxReceiveCount, deadLetterQueue } = queues.settingsOf(queue);
      const deadLetterTargetArn = deadLetterQueue && arnOf(deadLetterQueue);
      const given: Record<string, string> = {
        QueueArn: arnOf(queue),
        ApproximateNumberOfMessages: String(visible),
        // Being delivered, or waiting to be tried again.
        ApproximateNumberOfMessagesNotVisible: String(inFlight),
        ApproximateNumberOfMessagesDelayed: "0",
        DelaySeconds: "0",
        MaximumMessageSize: String(maxBytes),
        // A message stays until it is dealt with; the longest that SQS can say is two weeks.
        MessageRetentionPeriod: "1209600",
        ReceiveMessageWaitTimeSeconds: "0",
        SqsManagedSseEnabled: "false",
        VisibilityTimeout: String(Math.round(visibilityTimeoutMs / 1000)),
        ...(deadLetterTargetArn && { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }) }),
      };
      const names = texts(input, "AttributeNames");
      const unknown = names.find((name) => !["All", ...UNSET, ...Object.keys(given), "RedrivePolicy"].includes(name));
      if (unknown) throw sqsError("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
      const asked = Object.entries(given).filter(([name]) => names.includes("All") || names.includes(name));
      return asked.length > 0 ? { Attributes: Object.fromEntries(asked) } : {};
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
      const entries = batchEntries(input).map(({ Id, entry }) => ({ Id, body: text(entry, "MessageBody"), entry }));
      if (entries.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) > maxBytes)
        throw sqsError("BatchRequestTooLong", `Batch requests cannot be longer than ${maxBytes} bytes.`);
      const Failed = entries.flatMap(({ Id, body, entry }) => {
        const wrong = fault(entry, body);
        return wrong ? [failedEntry(Id, wrong)] : [];
      });
      const sound = entries.filter(({ Id }) => !Failed.some((failed) => failed.Id === Id));
      const ids = sound.length > 0 ? await queues.send(sound.map(({ body }) => ({ queue, body }))) : [];
      const Successful = sound.map(({ Id, body }, i) => ({ Id, MessageId: ids[i], MD5OfMessageBody: md5(body) }));
      return { Successful, Failed };
    },
  };
}

/** What is wrong with one message, which fails it alone. */
function fault(message: Input, body: string): Fault | undefined {
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

const md5 = (body: string) => createHash("md5").update(body).digest("hex");

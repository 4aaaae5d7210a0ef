/**
 * Receiving over the SQS API, in competition with the queue's own consumer: whoever receives a message first has it, as with a
 * Lambda behind the queue.
 */
import { createHash } from "node:crypto";
import {
  batchEntries,
  failedEntry,
  type Input,
  type Operation,
  sqsError,
  text,
  texts,
  wholeNumber,
} from "./sqs-input.ts";
import type { Handle, Queues, Received } from "./sqs-store.ts";
import type { AwsError } from "./wire.ts";

const MAX_VISIBILITY_SECONDS = 43_200;

export function receivingOperations(queues: Queues, queueOf: (input: Input) => string): Record<string, Operation> {
  const hide = async (entries: readonly Input[]) => {
    const handles = entries.map((entry) => ({
      ...handleOf(entry),
      forMs:
        (wholeNumber(entry, "VisibilityTimeout", 0, MAX_VISIBILITY_SECONDS) ?? missing("VisibilityTimeout")) * 1000,
    }));
    const held = await queues.hide(handles);
    return handles.map(({ messageId }) => held.includes(messageId));
  };

  return {
    async ReceiveMessage(input, _origin, gone) {
      const queue = queueOf(input);
      if (input.ReceiveRequestAttemptId)
        throw sqsError("UnsupportedOperation", "ReceiveRequestAttemptId is for FIFO queues, and there are none.");
      const most = wholeNumber(input, "MaxNumberOfMessages", 1, 10) ?? 1;
      const waitMs = (wholeNumber(input, "WaitTimeSeconds", 0, 20) ?? 0) * 1000;
      const seconds = wholeNumber(input, "VisibilityTimeout", 0, MAX_VISIBILITY_SECONDS);
      const visibilityTimeoutMs = seconds === undefined ? queues.settingsOf(queue).visibilityTimeoutMs : seconds * 1000;
      const names = {
        system: [...texts(input, "AttributeNames"), ...texts(input, "MessageSystemAttributeNames")],
        own: texts(input, "MessageAttributeNames"),
      };
      const deadline = performance.now() + waitMs;
      for (;;) {
        const messages = await queues.receive(queue, most, visibilityTimeoutMs);
        if (messages.length > 0)
          return { Messages: messages.map((message) => withRequestedAttributes(message, names)) };
        const leftMs = deadline - performance.now();
        if (leftMs <= 0 || gone.aborted) return {};
        await queues.arrival(leftMs, gone);
      }
    },

    async DeleteMessage(input) {
      queueOf(input);
      await queues.remove([handleOf(input)]);
      return {};
    },

    async DeleteMessageBatch(input) {
      queueOf(input);
      const { sound, Failed } = splitByHandle(input);
      await queues.remove(sound.map(({ entry }) => handleOf(entry)));
      return { Successful: sound.map(({ Id }) => ({ Id })), Failed };
    },

    async ChangeMessageVisibility(input) {
      queueOf(input);
      const [isHeld] = await hide([input]);
      if (!isHeld) throw sqsError("MessageNotInflight", NOT_IN_FLIGHT, "AWS.SimpleQueueService.MessageNotInflight");
      return {};
    },

    async ChangeMessageVisibilityBatch(input) {
      queueOf(input);
      const { sound, Failed } = splitByHandle(input);
      const held = await hide(sound.map(({ entry }) => entry));
      const late = sound.filter((_, index) => !held[index]);
      return {
        Successful: sound.filter((_, index) => held[index]).map(({ Id }) => ({ Id })),
        Failed: [
          ...Failed,
          ...late.map(({ Id }) => failedEntry(Id, { Code: "MessageNotInflight", Message: NOT_IN_FLIGHT })),
        ],
      };
    },

    async PurgeQueue(input) {
      await queues.purge(queueOf(input));
      return {};
    },
  };
}

const NOT_IN_FLIGHT = "The message is not in flight: it was deleted, or somebody else may have it.";

/** Splits the entries of a batch into those with a valid receipt handle and the errors of the others. */
function splitByHandle(input: Input) {
  const entries = batchEntries(input);
  const wrong = (entry: Input) => {
    try {
      handleOf(entry);
      return undefined;
    } catch (error) {
      return { Code: "ReceiptHandleIsInvalid", Message: (error as AwsError).message };
    }
  };
  const Failed = entries.flatMap(({ Id, entry }) => {
    const fault = wrong(entry);
    return fault ? [failedEntry(Id, fault)] : [];
  });
  return { sound: entries.filter(({ entry }) => !wrong(entry)), Failed };
}

function missing(name: string): never {
  throw sqsError("MissingParameter", `The request must contain the parameter ${name}.`);
}

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

function handleOf(entry: Input): Handle {
  const handle = text(entry, "ReceiptHandle");
  const readable = Buffer.from(handle, "base64").toString("latin1");
  const [, messageId, lease] = new RegExp(`^(${uuid})/(${uuid})$`).exec(readable) ?? [];
  if (messageId && lease) return { messageId, lease };
  throw sqsError("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
}

/** The attributes of a message that the client asked for. */
function withRequestedAttributes(
  { messageId, receiptHandle, body, attributes, messageAttributes }: Received,
  names: { system: string[]; own: string[] },
): object {
  const isAsked = (asked: string[], name: string) =>
    asked.some((one) => one === "All" || one === name || (one.endsWith(".*") && name.startsWith(one.slice(0, -2))));
  const system = Object.entries(attributes).filter(([name]) => isAsked(names.system, name));
  const own = Object.entries(messageAttributes)
    .filter(([name]) => isAsked(names.own, name))
    .map(([name, { stringValue, dataType }]) => [name, { StringValue: stringValue, DataType: dataType }] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    MessageId: messageId,
    ReceiptHandle: receiptHandle,
    MD5OfBody: createHash("md5").update(body).digest("hex"),
    Body: body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(own.length > 0 && {
      MD5OfMessageAttributes: attributesDigest(own),
      MessageAttributes: Object.fromEntries(own),
    }),
  };
}

/** "Calculating the MD5 message digest for message attributes" in the SQS developer guide; all are texts here. */
function attributesDigest(own: readonly (readonly [string, { StringValue: string; DataType: string }])[]): string {
  const md5 = createHash("md5");
  const add = (value: string) => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    md5.update(length).update(bytes);
  };
  for (const [name, { StringValue, DataType }] of own) {
    add(name);
    add(DataType);
    md5.update(Buffer.from([1]));
    add(StringValue);
  }
  return md5.digest("hex");
}

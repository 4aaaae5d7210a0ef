/** Sends a message to a consumer's own queue, as the bus does. */

import { awsService } from "#cloud/aws";
import { queueName } from "#cloud/queue-consumer";
import { adminRefusals } from "#core/admin/sayings";
import type { Ctx } from "#kit/ctx";
import { Conflict, NotConfigured, Unavailable } from "#kit/problem";
import { type Config, runtime } from "#kit/runtime";
import type { Saying } from "#kit/saying";

const TIMEOUT_MS = 5_000;
/** SQS's error codes for invalid characters and for messages that are too large. */
const REFUSED_FOR_GOOD = new Set(["InvalidMessageContents", "InvalidParameterValue"]);

/** Resolves when the queue has the message. At least once: a call whose answer was lost may have sent it too. */
export const sendToConsumer = (ctx: Ctx, consumer: string, body: string): Promise<void> =>
  send(ctx, queueName(consumer), body, adminRefusals("consumer_gone", { consumer }));

/** Starts a schedule as its clock does. Only on one machine schedules have queues; elsewhere it is a conflict. */
export const sendToSchedule = (ctx: Ctx, schedule: string): Promise<void> =>
  send(ctx, `schedule-${queueName(schedule)}`, "{}", adminRefusals("schedules_not_started_here"));

async function send(ctx: Ctx, queue: string, body: string, absent: Saying): Promise<void> {
  const { SQS_QUEUE_URL_PREFIX: prefix } = runtime().config;
  if (!prefix) throw NotConfigured("SQS_QUEUE_URL_PREFIX is not set, so it is not known where the queues are.");
  try {
    const call = queueService(runtime().config);
    await call("AmazonSQS.SendMessage", { QueueUrl: `${prefix}${queue}`, MessageBody: body });
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "QueueDoesNotExist") throw Conflict(absent);
    if (REFUSED_FOR_GOOD.has(name)) throw Conflict(adminRefusals("queue_refused", { reason: message }));
    ctx.log("error", "a queue did not take a message", { queue, error: `${name}: ${message}` });
    throw Unavailable("The queue did not take the message.");
  }
}

/** The consumer that a queue belongs to. Only the local bus has queues of schedules. */
export function sourceOfQueue(queue: string): string {
  const { SQS_QUEUE_URL_PREFIX: prefix = "" } = runtime().config;
  const stage = prefix.split("/").at(-1)!;
  const name = queue.startsWith(stage) ? queue.slice(stage.length) : queue;
  const id = (text: string) => text.replace("-", ".");
  return name.startsWith("schedule-") ? `schedule:${id(name.slice("schedule-".length))}` : id(name);
}

let made: { settings: string; send: ReturnType<typeof awsService> } | undefined;

/** The SQS client of this configuration; a new one is made only when the configuration changes. */
function queueService(config: Config): ReturnType<typeof awsService> {
  const { AWS_REGION: region, SQS_ENDPOINT: endpoint, AWS_SESSION_TOKEN: sessionToken } = config;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = config;
  if (!region || !accessKeyId || !secretAccessKey)
    throw NotConfigured("AWS_REGION and AWS credentials are not set, so no message can be sent.");
  const settings = JSON.stringify([region, endpoint, accessKeyId, secretAccessKey, sessionToken]);
  if (made?.settings !== settings) {
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    const send = awsService({
      service: "sqs",
      region,
      endpoint,
      credentials,
      timeoutMs: TIMEOUT_MS,
      jsonVersion: "1.0",
    });
    made = { settings, send };
  }
  return made.send;
}

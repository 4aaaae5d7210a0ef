/** Sending a message to a consumer's own queue, as the bus does. */
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { queueName } from "#kit/consumer";
import type { Ctx } from "#kit/ctx";
import { Conflict, NotConfigured, Unavailable } from "#kit/problem";
import { type Config, runtime } from "#kit/runtime";

const TIMEOUT_MS = 5_000;

/** Resolves when the queue has the message. At least once: a call whose answer was lost may have sent it too. */
export async function sendToConsumer(ctx: Ctx, consumer: string, body: string): Promise<void> {
  const { SQS_QUEUE_URL_PREFIX: prefix } = runtime().config;
  if (!prefix) throw NotConfigured("SQS_QUEUE_URL_PREFIX is not set, so it is not known where the queues are.");
  try {
    await clientFor(runtime().config).send(
      new SendMessageCommand({ QueueUrl: `${prefix}${queueName(consumer)}`, MessageBody: body }),
      { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
    );
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "QueueDoesNotExist") throw Conflict(`There is no consumer ${consumer} any more.`);
    ctx.log("error", "a queue did not take a message", { consumer, error: `${name}: ${message}` });
    throw Unavailable("The consumer's queue did not take the message.");
  }
}

/** The consumer that a queue belongs to; schedules have queues of their own on one machine only. */
export function sourceOfQueue(queue: string): string {
  const { SQS_QUEUE_URL_PREFIX: prefix = "" } = runtime().config;
  const stage = prefix.split("/").at(-1)!;
  const name = queue.startsWith(stage) ? queue.slice(stage.length) : queue;
  const id = (text: string) => text.replace("-", ".");
  return name.startsWith("schedule-") ? `schedule:${id(name.slice("schedule-".length))}` : id(name);
}

let made: { settings: string; client: SQSClient } | undefined;

/** A client for this configuration; one, for as long as it stays the same. Without keys the SDK finds the credentials of its surroundings. */
function clientFor(config: Config): SQSClient {
  const { AWS_REGION, SQS_ENDPOINT, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = config;
  const settings = JSON.stringify([
    AWS_REGION,
    SQS_ENDPOINT,
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
    AWS_SESSION_TOKEN,
  ]);
  if (made?.settings !== settings) {
    made?.client.destroy();
    made = {
      settings,
      client: new SQSClient({
        region: AWS_REGION,
        endpoint: SQS_ENDPOINT,
        maxAttempts: 2,
        ...(AWS_ACCESS_KEY_ID &&
          AWS_SECRET_ACCESS_KEY && {
            credentials: {
              accessKeyId: AWS_ACCESS_KEY_ID,
              secretAccessKey: AWS_SECRET_ACCESS_KEY,
              sessionToken: AWS_SESSION_TOKEN,
            },
          }),
      }),
    };
  }
  return made.client;
}

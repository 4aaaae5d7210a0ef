/** The consumers with queues, and the names of their queues and dead-letter queues. */
import { queueName } from "#cloud/queue-consumer";
import type { Manifest } from "../packages/contract/manifest.ts";
import { arn } from "./build.ts";
import { nameOf, namesUnder, type Stage } from "./stage.ts";

export type Consumer = Manifest["consumers"][number];
export type Consumed = Consumer & { pattern: Record<string, unknown> };

/** Consumers with a queue of their own: all except those of dead-letter queues. */
export const consumedQueues = (manifest: Manifest): Consumed[] =>
  manifest.consumers.filter((one): one is Consumed => one.pattern !== null);

export const deadLetterConsumers = (manifest: Manifest): Consumer[] =>
  manifest.consumers.filter((one) => one.pattern === null);

/** Whether a consumer feeds the workflows; its queue is in their stack. */
export const feedsWorkflows = (consumer: Consumer): boolean => consumer.uses?.includes("workflows") ?? false;

/** The pillar of a consumer: `health` of `health.draftMeal`. */
export const pillarOf = ({ id }: Pick<Consumer, "id">): string => id.split(".", 1)[0]!;

/** The pillars of consumers with a queue of their own. */
export const consumingPillars = (manifest: Manifest): string[] =>
  [...new Set(consumedQueues(manifest).map(pillarOf))].toSorted();

// core/admin/queues derives the consumer of a message from the name of its queue.
export const queueNameOf = (stage: Stage, id: string): string => nameOf(stage, queueName(id));
export const deadQueueNameOf = (stage: Stage, id: string): string => `${queueNameOf(stage, id)}-dead`;
/** All queues of a pillar's consumers, with their dead-letter queues; below, the dead-letter queues alone. */
export const queueArnsOf = (stage: Stage, pillar: string): string => arn("sqs", namesUnder(stage, pillar));
export const deadQueueArnsOf = (stage: Stage, pillar: string): string =>
  arn("sqs", `${namesUnder(stage, pillar)}-dead`);

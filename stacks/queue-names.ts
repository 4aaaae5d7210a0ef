/** Which consumers have a queue, and what it and its dead-letter queue are called. */
import { queueName } from "#cloud/queue-consumer";
import type { Manifest } from "../packages/contract/manifest.ts";
import { arn } from "./build.ts";
import { nameOf, namesUnder, type Stage } from "./stage.ts";

export type Consumer = Manifest["consumers"][number];
export type Consumed = Consumer & { pattern: Record<string, unknown> };

/** Consumers with a queue of their own: all but those of the dead-letter queues. */
export const consumedQueues = (manifest: Manifest): Consumed[] =>
  manifest.consumers.filter((one): one is Consumed => one.pattern !== null);

export const undertakers = (manifest: Manifest): Consumer[] => manifest.consumers.filter((one) => one.pattern === null);

/** The consumer that feeds the workflows has its queue beside them. */
export const feedsWorkflows = (consumer: Consumer): boolean => consumer.uses?.includes("workflows") ?? false;

/** `health` of `health.draftMeal`. */
export const pillarOf = ({ id }: Pick<Consumer, "id">): string => id.split(".", 1)[0]!;

/** The pillars that have consumers with a queue of their own. */
export const consumingPillars = (manifest: Manifest): string[] =>
  [...new Set(consumedQueues(manifest).map(pillarOf))].toSorted();

// Where a message was before is read back from its queue's name (core/admin/queues).
export const queueNameOf = (stage: Stage, id: string): string => nameOf(stage, queueName(id));
export const deadQueueNameOf = (stage: Stage, id: string): string => `${queueNameOf(stage, id)}-dead`;
/** All queues of a pillar's consumers, those of dead letters included, and those of dead letters alone. */
export const queueArnsOf = (stage: Stage, pillar: string): string => arn("sqs", namesUnder(stage, pillar));
export const deadQueueArnsOf = (stage: Stage, pillar: string): string =>
  arn("sqs", `${namesUnder(stage, pillar)}-dead`);

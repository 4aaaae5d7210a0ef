/** The queues that the SQS API is served from. */
import type { SQSRecord } from "./wire.ts";

/** A message as it is delivered; a consumer's handler gets the same. */
export type Received = Pick<SQSRecord, "messageId" | "receiptHandle" | "body" | "attributes" | "messageAttributes">;

export interface Queues {
  names: readonly string[];
  /** What is set for a queue. */
  settingsOf(queue: string): {
    visibilityTimeoutMs: number;
    maxReceiveCount: number;
    deadLetterQueue: string | undefined;
  };
  /** Resolves to the ids of the messages once they are committed, in order. */
  send(messages: { queue: string; body: string }[]): Promise<string[]>;
  depth(queue: string): Promise<{ visible: number; inFlight: number }>;
  /** At most `most` messages, which nobody else gets until `visibilityTimeoutMs` from now. */
  receive(queue: string, most: number, visibilityTimeoutMs: number): Promise<Received[]>;
  /** Resolves when a message is sent, or after the time, or when the signal says so. */
  arrival(withinMs: number, signal: AbortSignal): Promise<void>;
  remove(handles: readonly Handle[]): Promise<void>;
  /** Answers the ids of those that were still in flight. */
  hide(handles: readonly (Handle & { forMs: number })[]): Promise<string[]>;
  purge(queue: string): Promise<void>;
}

/** What a receipt handle stands for. */
export interface Handle {
  messageId: string;
  lease: string;
}

/** Calls a Lambda handler in this process the way Lambda would: JSON in, JSON out, a deadline and the payload limit. */
import { randomUUID } from "node:crypto";
import type { LambdaContext, Place } from "./wire.ts";

/** Lambda's limit for the request and for the response of a synchronous call. */
export const maxPayloadBytes = 6 * 1024 * 1024;

export type LambdaHandler<Event> = (event: Event, context: LambdaContext) => Promise<unknown>;

export interface Invocation<Event> extends Place {
  functionName: string;
  handler: LambdaHandler<Event>;
  /** The JSON text of the event. */
  payload: string;
  timeoutMs: number;
}

/**
 * Answers the handler's result as JSON values, or throws its error. A handler cannot be stopped: after its deadline it may
 * go on in the background, and its result is ignored.
 */
export async function invokeLambda<Event>(call: Invocation<Event>): Promise<unknown> {
  if (Buffer.byteLength(call.payload) > maxPayloadBytes) throw new Error("The event is larger than Lambda's 6 MB.");
  const event = deepFreeze(JSON.parse(call.payload) as Event);
  const deadline = performance.now() + call.timeoutMs;
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    const seconds = (call.timeoutMs / 1000).toFixed(2);
    timer = setTimeout(() => reject(new Error(`Task timed out after ${seconds} seconds`)), call.timeoutMs);
  });
  try {
    const running = (async () => call.handler(event, lambdaContext(call, deadline)))();
    return asJson(await Promise.race([running, timedOut]));
  } finally {
    clearTimeout(timer);
  }
}

function lambdaContext({ functionName, region, account }: Invocation<never>, deadline: number): LambdaContext {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${region}:${account}:function:${functionName}`,
    memoryLimitInMB: "512",
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
}

function asJson(result: unknown): unknown {
  const text = JSON.stringify(result);
  if (text === undefined) return undefined;
  if (Buffer.byteLength(text) > maxPayloadBytes) throw new Error("The response is larger than Lambda's 6 MB.");
  return JSON.parse(text);
}

/** Handlers that share one process must not be able to share memory through an event. */
function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}

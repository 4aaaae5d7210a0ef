/** A schedule as a Lambda handler that EventBridge Scheduler invokes. */
import { randomUUID } from "node:crypto";
import type { Schedule } from "#kit/schedule";
import { speakAsService } from "./speak.ts";

/** The Lambda handler of a schedule; when it throws, the invocation fails and Scheduler tries again. */
export function scheduleHandler({ handler }: Schedule): (event: unknown) => Promise<void> {
  return async () => {
    const session = speakAsService("schedule", { correlationId: randomUUID() });
    await handler(session.ctx);
    await session.published();
  };
}

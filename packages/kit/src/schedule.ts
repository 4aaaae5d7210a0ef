/** Work by the clock: Lambdas that EventBridge Scheduler invokes. They run as the service and may be invoked twice. */
import { randomUUID } from "node:crypto";
import type { Ctx } from "./ctx.ts";
import { speakAsService } from "./speak.ts";
import type { Use } from "./uses.ts";

export interface Schedule {
  (event: unknown): Promise<void>;
  kind: "schedule";
  id: string;
  /** EventBridge Scheduler's syntax: `rate(1 minute)` or `cron(0 3 * * ? *)`. */
  expression: string;
  timezone: string;
  summary: string;
  timeoutSeconds: number;
  uses: readonly Use[];
}

/* @__NO_SIDE_EFFECTS__ */
export function schedule(
  id: `${string}.${string}`,
  expression: `rate(${string})` | `cron(${string})`,
  options: {
    summary: string;
    timezone?: string;
    timeoutSeconds?: number;
    uses?: readonly Use[];
    handler(ctx: Ctx): Promise<unknown>;
  },
): Schedule {
  const run = async () => {
    const session = speakAsService("schedule", { correlationId: randomUUID() });
    await options.handler(session.ctx);
    await session.published();
  };
  return Object.assign(run, {
    kind: "schedule" as const,
    id,
    expression,
    timezone: options.timezone ?? "UTC",
    summary: options.summary,
    timeoutSeconds: options.timeoutSeconds ?? 60,
    uses: options.uses ?? [],
  });
}

/** Work by the clock: Lambdas that EventBridge Scheduler invokes. They run as the service and may be invoked twice.
 * These are declarations; cloud/clock makes Lambda handlers of them. */

import type { Use } from "#cloud/uses";
import type { Ctx } from "./ctx.ts";

export interface Schedule {
  kind: "schedule";
  id: string;
  /** EventBridge Scheduler's syntax: `rate(1 minute)` or `cron(0 3 * * ? *)`. */
  expression: string;
  timezone: string;
  summary: string;
  timeoutSeconds: number;
  uses: readonly Use[];
  handler(ctx: Ctx): Promise<unknown>;
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
  const { summary, timezone = "UTC", timeoutSeconds = 60, uses = [], handler } = options;
  return { kind: "schedule", id, expression, timezone, summary, timeoutSeconds, uses, handler };
}

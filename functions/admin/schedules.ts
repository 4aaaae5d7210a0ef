/** Work by the clock. */
import * as Schedules from "#core/admin/schedules";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, NotConfigured, NotFound, Unavailable } from "#kit/problem";

export const list = endpoint("GET /v1/admin/schedules", {
  summary: "List the schedules with their last and next runs",
  access: "admin",
  returns: Schedules.Schedules,
  problems: [Forbidden],
  handler: (ctx) => Schedules.list(ctx),
});

export const run = endpoint("POST /v1/admin/schedules/{schedule}/run", {
  summary: "Run a schedule now",
  description:
    "On one machine, where schedules have queues. EventBridge Scheduler starts its functions by itself, and that is a conflict.",
  access: "admin",
  status: 202,
  returns: Schedules.Started,
  problems: [NotFound, Forbidden, Conflict, NotConfigured, Unavailable],
  uses: ["queues"],
  handler: (ctx) => Schedules.runNow(ctx, ctx.params.schedule),
});

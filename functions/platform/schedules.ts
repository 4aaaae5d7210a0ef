/** Schedules that publish waiting events and delete old rows. */
import * as Outbox from "#core/platform/delivery/outbox";
import { prune as pruneAll } from "#core/platform/prune";
import { schedule } from "#kit/schedule";

export const sweep = schedule("platform.sweep", "rate(1 minute)", {
  summary: "Publishes again what nobody has seen come out of the bus for a minute",
  handler: (ctx) => Outbox.sweep(ctx),
});

export const prune = schedule("platform.prune", "cron(15 3 * * ? *)", {
  summary:
    "Deletes claims, keys, cached values and counters that have expired, and for good what was deleted 30 days ago",
  timeoutSeconds: 300,
  handler: (ctx) => pruneAll(ctx),
});

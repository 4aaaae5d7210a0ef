/** Our adapter around what bare.ts does without a database. */
import { brainLogs } from "#core/health/brain-logs.sql";
import { start } from "#kit/bootstrap";
import { endpoint } from "#kit/endpoint";
import { createSchema } from "#kit/wire";

const { ready, handler } = start(process.env);

export const echo = handler(
  endpoint("POST /v1/health/brain-logs", {
    summary: "Answer what was sent",
    body: createSchema(brainLogs, ["category", "metricName", "value", "sentimentScore", "note", "loggedAt"]),
    returns: createSchema(brainLogs, ["category", "metricName", "value", "sentimentScore", "note", "loggedAt"]),
    handler: (ctx) => ctx.body,
  }),
);
await ready;

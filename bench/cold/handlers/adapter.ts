/** Our adapter around what bare.ts does without a database. */

import { start } from "#cloud/bootstrap";
import { httpHandler } from "#cloud/http-endpoint";
import { brainLogs } from "#core/health/brain-logs.sql";
import { endpoint } from "#kit/endpoint";
import { createSchema } from "#kit/wire";

const { ready, handler } = start(process.env);

const declared = endpoint("POST /v1/health/brain-logs", {
  summary: "Answer what was sent",
  body: createSchema(brainLogs, ["category", "metricName", "value", "sentimentScore", "note", "loggedAt"]),
  returns: createSchema(brainLogs, ["category", "metricName", "value", "sentimentScore", "note", "loggedAt"]),
  handler: (ctx) => ctx.body,
});

export const echo = handler(declared, httpHandler(declared));
await ready;

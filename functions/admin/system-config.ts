/** Settings that administrators change while LifeOS runs. */
import * as SystemConfig from "#core/admin/system-config";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput, NotConfigured, NotFound, StaleVersion } from "#kit/problem";

export const list = endpoint("GET /v1/admin/system-config", {
  summary: "List the settings that can be changed here",
  description: "With what counts now, where it comes from, and what counts without. Secrets are not shown.",
  access: "admin",
  returns: SystemConfig.Entries,
  problems: [Forbidden],
  handler: (ctx) => SystemConfig.list(ctx),
});

export const get = endpoint("GET /v1/admin/system-config/{key}", {
  summary: "Get a setting with its history",
  access: "admin",
  returns: SystemConfig.EntryWithHistory,
  problems: [NotFound, Forbidden],
  handler: (ctx) => SystemConfig.get(ctx, ctx.params.key),
});

export const put = endpoint("PUT /v1/admin/system-config/{key}", {
  summary: "Set a setting",
  description:
    "The value is text, as in an environment variable, and counts in every process within a minute. Secrets are sealed, and never shown again.",
  access: "admin",
  body: SystemConfig.Value,
  returns: SystemConfig.EntryWithHistory,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion, NotConfigured],
  example: { body: { value: '{"free": 200}' } },
  handler: (ctx) => SystemConfig.put(ctx, ctx.params.key, ctx.body.value, ctx.headers["if-match"]),
});

export const remove = endpoint("DELETE /v1/admin/system-config/{key}", {
  summary: "Go back to the default of a setting",
  description: "The environment counts again, or what is built in. Its history stays.",
  access: "admin",
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  async handler(ctx) {
    await SystemConfig.remove(ctx, ctx.params.key, ctx.headers["if-match"]);
    return undefined;
  },
});

import * as z from "zod/mini";
import { apiKeys } from "#core/identity/access.sql";
import * as ApiKeys from "#core/identity/api-keys";
import { ApiKeyEvents } from "#core/identity/events";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { InvalidInput, MissingScope, NotFound } from "#kit/problem";
import { Instant, rowSchema, Text } from "#kit/wire";

const ApiKey = rowSchema(apiKeys, ["secretHash"]);
const WithSecret = z.extend(ApiKey as unknown as z.ZodMiniObject, { secret: z.optional(z.string()) });
const Scope = z.string().check(z.regex(/^(\*|[a-z]+:(read|write))$/, "must be like `finance:read`, or `*`"));

export const { list } = crud("/v1/identity/api-keys", apiKeys, {
  write: ["name"],
  filter: ["name"],
  omit: ["secretHash"],
  emits: ApiKeyEvents,
});

export const create = endpoint("POST /v1/identity/api-keys", {
  summary: "Create an API key",
  description:
    "The secret is in this answer and never shown again. Whoever asks with a key can give no scope that it lacks itself. With `dailyQuota` the key may make that many changes a day, which begins at midnight UTC; reading is not counted.",
  body: z.strictObject({
    name: Text(100, 1),
    scopes: z.array(Scope).check(z.minLength(1), z.maxLength(50)),
    expiresAt: z.optional(z.nullable(Instant)),
    dailyQuota: z.optional(z.nullable(z.int().check(z.positive(), z.maximum(10_000_000)))),
  }),
  returns: WithSecret,
  status: 201,
  problems: [InvalidInput, MissingScope],
  handler: (ctx) => ApiKeys.create(ctx, ctx.body),
});

export const roll = endpoint("POST /v1/identity/api-keys/{apiKeyId}/roll", {
  summary: "Replace the secret of an API key",
  returns: WithSecret,
  problems: [NotFound, MissingScope, ApiKeys.KeyRevoked],
  handler: (ctx) => ApiKeys.roll(ctx, ctx.params.apiKeyId),
});

export const revoke = endpoint("POST /v1/identity/api-keys/{apiKeyId}/revoke", {
  summary: "Revoke an API key",
  problems: [NotFound],
  async handler(ctx) {
    await ApiKeys.revoke(ctx, ctx.params.apiKeyId);
    return undefined;
  },
});

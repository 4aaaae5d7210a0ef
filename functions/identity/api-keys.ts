import * as z from "zod/mini";
import { apiKeys } from "#core/identity/access.sql";
import * as ApiKeys from "#core/identity/api-keys";
import { ApiKeyEvents } from "#core/identity/events";
import { KEYS, Scope } from "#core/identity/scopes";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { InvalidInput, MissingScope, NotFound } from "#kit/problem";
import { Instant, rowSchema, Text } from "#kit/wire";

const WithSecret = rowSchema(apiKeys, ["secretHash"], { secret: z.optional(z.string()) });

export const list = listEndpoint("GET /v1/identity/api-keys", apiKeys, {
  entities: [entityOf(ApiKeyEvents.created, apiKeys)],
  summary: "List api keys",
  scope: KEYS,
  filter: ["name"],
  omit: ["secretHash"],
});

export const create = endpoint("POST /v1/identity/api-keys", {
  summary: "Create an API key",
  description:
    "The secret is in this answer and never shown again. With `dailyQuota` the key may make that many changes a day, which begins at midnight UTC; reading is not counted. A key that another key makes is its child (`parentId`): it has no scope that its parent lacks, expires no later, and ends when its parent does. There are at most three generations and twenty children of a key; a key with a daily quota makes none.",
  scope: KEYS,
  body: z.strictObject({
    name: Text(100, 1),
    scopes: z.array(Scope).check(z.minLength(1), z.maxLength(50)),
    expiresAt: z.optional(z.nullable(Instant)),
    dailyQuota: z.optional(z.nullable(z.int().check(z.positive(), z.maximum(10_000_000)))),
  }),
  returns: WithSecret,
  status: 201,
  problems: [InvalidInput, MissingScope, ApiKeys.KeyRevoked, ApiKeys.TooManyKeys],
  handler: (ctx) => ApiKeys.create(ctx, ctx.body),
});

export const roll = endpoint("POST /v1/identity/api-keys/{apiKeyId}/roll", {
  summary: "Replace the secret of an API key",
  description:
    "The old secret stops working; scopes, limits, children and the time of expiry stay. A key may do this to itself and to the keys that came from it.",
  scope: KEYS,
  returns: WithSecret,
  problems: [NotFound, MissingScope, ApiKeys.KeyRevoked],
  handler: (ctx) => ApiKeys.roll(ctx, ctx.params.apiKeyId),
});

export const revoke = endpoint("POST /v1/identity/api-keys/{apiKeyId}/revoke", {
  summary: "Revoke an API key",
  description:
    "The keys that were made with it end as well. A key that was in use may be taken for a minute more. A key may do this to itself and to the keys that came from it.",
  scope: KEYS,
  problems: [NotFound, MissingScope],
  async handler(ctx) {
    await ApiKeys.revoke(ctx, ctx.params.apiKeyId);
    return undefined;
  },
});

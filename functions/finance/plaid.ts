import * as z from "zod/mini";
import { accounts } from "#core/finance/accounts.sql";
import * as Plaid from "#core/finance/plaid/link";
import { OMIT, ProviderRefused } from "#core/identity/connections";
import { connections } from "#core/identity/connections.sql";
import { CONNECTIONS } from "#core/identity/scopes";
import { endpoint } from "#kit/endpoint";
import { InvalidInput, NotConfigured, NotFound, Unavailable } from "#kit/problem";
import { Instant, rowSchema, Text, Uuid } from "#kit/wire";

export const linkToken = endpoint("POST /v1/finance/plaid/link-token", {
  summary: "Get a token for Plaid Link",
  description:
    "For a client that shows Plaid Link itself; the console sends people to a page of Plaid's by POST /v1/identity/connections/authorize. With `connectionId` Link lets the person agree anew, without a second set of accounts.",
  scope: CONNECTIONS,
  body: z.strictObject({ connectionId: z.optional(Uuid), returnTo: z.optional(Text(2_000, 1)) }),
  returns: z.strictObject({ linkToken: z.string(), expiresAt: Instant }),
  problems: [InvalidInput, NotFound, ProviderRefused, NotConfigured, Unavailable],
  example: { body: {}, response: { linkToken: "link-sandbox-af1a0311", expiresAt: "2026-03-02T16:00:00.000Z" } },
  handler: (ctx) => Plaid.linkToken(ctx, ctx.body),
});

const PlaidText = (longest: number) =>
  z.string().check(z.regex(/^[\x21-\x7e]+$/), z.minLength(1), z.maxLength(longest));

export const exchange = endpoint("POST /v1/finance/plaid/exchange", {
  summary: "Connect a bank with what Plaid Link handed out",
  description:
    "The accounts of the bank are there at once, and what is booked on them follows. Repeating it changes nothing, and a bank that is linked anew keeps its accounts. An account that you keep by hand becomes one of the bank by `accounts`; what is on it already is not booked twice.",
  scope: CONNECTIONS,
  body: z.strictObject({
    publicToken: PlaidText(500),
    accounts: z.optional(
      z.array(z.strictObject({ externalId: PlaidText(200), accountId: Uuid })).check(z.maxLength(50)),
    ),
  }),
  returns: z.strictObject({
    connection: rowSchema(connections, OMIT),
    accounts: z.array(rowSchema(accounts)),
  }),
  problems: [InvalidInput, ProviderRefused, NotConfigured, Unavailable],
  example: { body: { publicToken: "public-sandbox-5c224a01-8314-4491-a06f-39e193d5cddc" } },
  handler: (ctx) => Plaid.exchange(ctx, ctx.body),
});

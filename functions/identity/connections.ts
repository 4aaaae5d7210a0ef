/** Connections with other services: how they are made, seen, brought up to date and ended. */

import * as z from "zod/mini";
import * as Connections from "#core/identity/connections";
import { connections } from "#core/identity/connections.sql";
import { ConnectionEvents } from "#core/identity/events";
import { connectionProviders } from "#core/identity/provider-names";
import { identityFields } from "#core/identity/sayings";
import { CONNECTIONS } from "#core/identity/scopes";
import { ifMatch } from "#kit/conditions";
import { listEndpoint } from "#kit/crud";
import { endpoint, reply } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Conflict, Forbidden, InvalidInput, NotConfigured, NotFound, StaleVersion, Unavailable } from "#kit/problem";
import { findRow } from "#kit/row";
import { fieldSayings } from "#kit/sayings";
import { Instant, rowSchema, Text, Uuid } from "#kit/wire";

const Shown = rowSchema(connections, Connections.OMIT);
const Provider = z.enum(connectionProviders);

export const list = listEndpoint("GET /v1/identity/connections", connections, {
  entities: [entityOf(ConnectionEvents.created, connections)],
  summary: "List your connections",
  filter: ["provider", "status"],
  sort: ["lastSyncedAt"],
  omit: Connections.OMIT,
});

export const listProviders = endpoint("GET /v1/identity/connections/providers", {
  summary: "List what can be connected",
  description:
    "How each is connected: by OAuth, on a page of Plaid's, by the client that signed in there, or not at all because its data comes as files.",
  returns: z.strictObject({
    data: z.array(
      z.strictObject({
        provider: Provider,
        title: z.string(),
        purpose: z.string(),
        by: z.enum(["oauth", "link", "client", "files"]),
        how: z.nullable(z.string()),
        scopes: z.array(z.string()),
        manageUrl: z.nullable(z.string()),
        isConfigured: z.boolean(),
        isSynced: z.boolean(),
      }),
    ),
    nextCursor: z.null(),
  }),
  handler: async () => ({ data: await Connections.listProviders(), nextCursor: null }),
});

export const get = endpoint("GET /v1/identity/connections/{connectionId}", {
  summary: "Get a connection",
  returns: Shown,
  problems: [NotFound],
  async handler(ctx) {
    const [row] = await findRow(ctx, connections, ctx.params.connectionId);
    return Connections.visible(row);
  },
});

export const authorize = endpoint("POST /v1/identity/connections/authorize", {
  summary: "Begin a connection",
  description:
    "Send the person to `url`, where they agree. Their browser then comes to `returnTo` with `state` and `code`, or with `error`, in the fragment, and whoever they are signed in as there sends both to complete. The state counts once, for fifteen minutes, for the person who began. With `connectionId`, of one of your connections, Plaid lets you agree anew to that one, whose accounts stay; elsewhere the account that you choose decides.",
  scope: CONNECTIONS,
  body: z.strictObject({
    provider: Provider,
    returnTo: z.optional(Text(2_000, 1)),
    connectionId: z.optional(Uuid),
  }),
  returns: z.strictObject({
    provider: Provider,
    by: z.enum(["oauth", "link"]),
    url: z.optional(z.string()),
    state: z.optional(z.string()),
    expiresAt: Instant,
  }),
  problems: [InvalidInput, NotFound, Conflict, NotConfigured, Unavailable],
  example: { body: { provider: "google_calendar" } },
  handler: (ctx) => Connections.authorize(ctx, ctx.body),
});

export const callback = endpoint("GET /v1/identity/connections/callback", {
  summary: "Come back from a provider",
  description:
    "Providers send browsers here. It sends them on to where the connection was begun, or to the console, with `state` and `code` or `error` in the fragment; nothing is connected before that page asks for it. Other parameters are ignored, since each provider adds some of its own.",
  access: "public",
  query: z.object({
    state: z.optional(z.string()),
    code: z.optional(z.string()),
    error: z.optional(z.string()),
  }),
  status: 302,
  problems: [NotConfigured],
  async handler(ctx) {
    const location = await Connections.returned(ctx.query);
    return reply(undefined, { headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" } });
  },
});

export const complete = endpoint("POST /v1/identity/connections/complete", {
  summary: "Complete a connection",
  description:
    "With the state and the code that came back. An account that is connected already gets new tokens. Where the provider does not answer, begin again.",
  scope: CONNECTIONS,
  body: z.strictObject({ state: Text(200, 1), code: Text(4_000, 1) }),
  returns: Shown,
  problems: [InvalidInput, Connections.AuthorizationEnded, Connections.ProviderRefused, NotConfigured, Unavailable],
  example: { body: { state: "what-was-answered", code: "what-came-back" } },
  handler: (ctx) => Connections.complete(ctx, ctx.body),
});

const Session = z.strictObject({
  homeserverUrl: Text(2_000).check(z.regex(/^https?:\/\/[^\s/]+/, fieldSayings.sentences.must_be_web_url)),
  userId: Text(255).check(z.regex(/^@[^\s:]+:\S+$/, identityFields("must_be_matrix_user").text)),
  deviceId: Text(255, 1),
  accessToken: Text(4_000, 1),
});

const ADA = {
  homeserverUrl: "https://matrix.example.org",
  userId: "@ada:example.org",
  deviceId: "JLAFKJWSCS",
  accessToken: "syt_YWRh_what_the_homeserver_gave",
};

export const putMatrix = endpoint("PUT /v1/identity/connections/matrix", {
  summary: "Keep the session of your Matrix client",
  description: "In place of another one. Token and device are sealed, and given back to you alone.",
  scope: CONNECTIONS,
  body: Session,
  returns: Shown,
  problems: [InvalidInput, NotConfigured],
  example: { body: ADA },
  handler: (ctx) => Connections.putMatrix(ctx, ctx.body),
});

export const getMatrixSession = endpoint("GET /v1/identity/connections/{connectionId}/session", {
  summary: "Get the session of your Matrix client",
  description: "To its owner alone; your audit log says when. Connections of other providers have none.",
  scope: CONNECTIONS,
  returns: Session,
  problems: [NotFound, NotConfigured],
  example: { response: ADA },
  handler: (ctx) => Connections.matrixSession(ctx, ctx.params.connectionId),
});

export const sync = endpoint("POST /v1/identity/connections/{connectionId}/sync", {
  summary: "Fetch what is new at a provider",
  description: "It happens after the answer.",
  returns: Shown,
  status: 202,
  problems: [NotFound, Forbidden, Connections.NothingSyncs, Conflict],
  handler: (ctx) => Connections.sync(ctx, ctx.params.connectionId),
});

export const remove = endpoint("DELETE /v1/identity/connections/{connectionId}", {
  summary: "Remove a connection",
  description:
    "Its tokens are forgotten. The access is ended at the provider too, where it has a way, answers, and no other connection stands on it; `isRevoked` says whether it did, and otherwise `manageUrl` where you can end it.",
  scope: CONNECTIONS,
  returns: z.strictObject({ isRevoked: z.boolean(), manageUrl: z.nullable(z.string()) }),
  problems: [NotFound, Forbidden, StaleVersion, NotConfigured],
  async handler(ctx) {
    const { remove: end } = await import("#core/identity/connection-removal");
    return end(ctx, ctx.params.connectionId, ifMatch(ctx.headers["if-match"]));
  },
});

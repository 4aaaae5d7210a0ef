/**
 * Connections with other services.
 *
 * One that a person agrees to elsewhere, by OAuth or on Plaid's page, begins with `authorize`: the person is sent to the provider with a state and a challenge. The provider sends the
 * browser back to `returned`, which reads nothing but where to go on, and that page hands state and code to `complete` as the person who
 * is signed in there. The code so counts only for whoever began: somebody who was lured into agreeing to a connection that another
 * person began does not give that person their account, since the code is in their own browser and the state is not theirs.
 */

import { createHash, randomBytes } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import { speakAsService } from "#cloud/speak";
import { checkedReturn, defaultReturn, isAllowedReturn, redirectUri } from "#core/identity/connection-addresses";
import { connectionAuthorizations, connections } from "#core/identity/connections.sql";
import { ConnectionEvents, ConnectionSyncRequested } from "#core/identity/events";
import {
  type Account,
  clientOf,
  isConfigured,
  type LinkProvider,
  type OAuthProvider,
  type Provider,
  Refusal,
  type Tokens,
} from "#core/identity/provider";
import type { ProviderName } from "#core/identity/provider-names";
import { providers } from "#core/identity/providers";
import { identityRefusals } from "#core/identity/sayings";
import { userSettings } from "#core/identity/users.sql";
import { refreshSettings } from "#core/platform/system-settings";
import { recordLook } from "#kit/audit";
import { emit, insert, remove as removal, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, orFirstTime, read, uncounted, type Write } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { Conflict, NotConfigured, NotFound, problem, ReadOnlyAccess, Unavailable } from "#kit/problem";
import { rowRead, shown } from "#kit/row";
import { open, seal } from "#kit/secret";
import { me } from "#kit/table";
import { cut } from "#kit/text";
import { ThirdPartyError } from "#kit/third-party";
import type { Row } from "#kit/wire";

export type Connection = Omit<Row<typeof connections>, (typeof OMIT)[number]>;
/** What no answer shows. */
export const OMIT = ["accessToken", "refreshToken", "refreshingUntil", "syncCursor", "publicTokenHash"] as const;

export const AuthorizationEnded = /* @__PURE__ */ problem(
  "conflict",
  "authorization_ended",
  "This connection was not begun here, or has ended",
);
export const ProviderRefused = /* @__PURE__ */ problem("invalid", "provider_refused", "The provider refused");
export const NothingSyncs = /* @__PURE__ */ problem("conflict", "nothing_syncs", "Nothing takes data from there yet");

/** All providers, with whether they can be connected here. */
export async function listProviders() {
  await refreshSettings();
  return Object.entries(providers).map(([name, provider]) => ({
    provider: name as ProviderName,
    title: provider.title,
    purpose: provider.purpose,
    by: provider.by,
    how: "how" in provider ? provider.how.text : null,
    scopes: "scopes" in provider ? [...provider.scopes] : [],
    manageUrl: provider.manageUrl ?? null,
    isConfigured: isConfigured(provider),
    isSynced: provider.syncedBy !== undefined,
  }));
}

/** For how long a person may take to agree. */
const AUTHORIZATION_MINUTES = 15;
const MINUTE_MS = 60_000;

export interface Begun {
  provider: ProviderName;
  by: "oauth" | "link";
  /** Where to send the person. */
  url?: string;
  /** Absent, with the other, when the request is a repetition: it is shown once. */
  state?: string;
  expiresAt: string;
}

export interface Beginning {
  provider: ProviderName;
  returnTo?: string;
  /** A connection of the speaker's that is to be agreed to anew. */
  connectionId?: string;
}

/**
 * Begins a connection, or that one is agreed to anew. Throws NotConfigured, Unavailable, NotFound, and Conflict for a provider that is
 * connected otherwise. One flight, and another one where there is a connection.
 */
export async function authorize(ctx: Ctx, given: Beginning): Promise<Begun> {
  await refreshSettings();
  const provider = connectable(given.provider);
  const returnTo = checkedReturn(given.returnTo);
  clientOf(provider);
  const before = given.connectionId === undefined ? undefined : await known(ctx, given.provider, given.connectionId);
  const state = randomBytes(32).toString("base64url");
  const { url, verifier } = await agreement(ctx, provider, state, before?.accessToken);
  const expiresAt = new Date(ctx.now().getTime() + AUTHORIZATION_MINUTES * MINUTE_MS).toISOString();
  const id = uuidv7(ctx.now());
  const stateHash = hashOf(state);
  const [, made] = await ctx.db.batch([
    effect(
      sql`delete from ${connectionAuthorizations} where user_id = ${me} and expires_at <= ${ctx.now().toISOString()}::timestamptz`,
    ),
    insert(ctx, connectionAuthorizations, {
      id,
      provider: given.provider,
      stateHash,
      verifier: seal(verifier, connectionAuthorizations, "verifier", id),
      // Where the access has ended, nothing is left to be agreed to anew.
      connectionId: before?.accessToken && before.id,
      returnTo,
      expiresAt,
    }),
  ]);
  const begun = { provider: given.provider, by: provider.by, expiresAt: made.expiresAt };
  if (made.stateHash !== stateHash) return begun;
  return { ...begun, state, url };
}

async function known(ctx: Ctx, provider: ProviderName, id: string) {
  const [row] = await ctx.db.batch([rowRead(connections, id, true)]);
  if (row?.provider !== provider || row.userId !== ctx.actor.userId) throw NotFound();
  return {
    id: row.id,
    accessToken: row.accessToken === null ? undefined : open(row.accessToken, connections, "accessToken", row.id),
  };
}

/** Where the person agrees, and the secret by which what came of it is asked afterwards: the verifier of PKCE, or Plaid's token of its page. */
async function agreement(
  ctx: Ctx,
  provider: OAuthProvider | LinkProvider,
  state: string,
  accessToken: string | undefined,
) {
  const { authorizeUrl, drawPkce, linkPage } = await speaking();
  if (provider.by === "oauth") {
    const { verifier, challenge } = drawPkce();
    return { url: authorizeUrl(provider, { state, challenge, redirectUri: redirectUri() }), verifier };
  }
  // Plaid's page adds nothing to the address, so that it says itself what comes back.
  const back = new URL(redirectUri());
  back.search = new URLSearchParams({ state, code: LINKED }).toString();
  const asked = { returnTo: back.href, lifetimeSeconds: AUTHORIZATION_MINUTES * 60, accessToken };
  const { token, url } = await linkPage(ctx, asked).catch(unavailable(ctx, provider));
  return { url, verifier: token };
}

/** Stands for a code where none comes back. */
const LINKED = "linked";

/** What speaks to providers is loaded when somebody connects: whoever looks at their connections does not need it. */
const speaking = async () => ({
  ...(await import("#core/identity/oauth")),
  ...(await import("#core/identity/plaid-link")),
});

function connectable(name: ProviderName): OAuthProvider | LinkProvider {
  const provider = providers[name];
  if (provider.by === "files") throw Conflict(provider.how);
  if (provider.by === "client") throw Conflict(identityRefusals("connected_by_client", { provider: provider.title }));
  return provider;
}

/**
 * Where a browser goes on that comes back from a provider, with `state` and `code` or `error` in the fragment, which no server sees. An
 * address of the allow-list, whatever comes in: without a state that is known, the console's page of connections. One flight.
 */
export async function returned(given: { state?: string; code?: string; error?: string }): Promise<string> {
  await refreshSettings();
  const { ctx } = speakAsService("api");
  const [[begun]] = await ctx.db.batch([
    read<{ returnTo: string }>(sql`select return_to as "returnTo" from ${connectionAuthorizations}
      where state_hash = ${hashOf(given.state ?? "")} and expires_at > ${ctx.now().toISOString()}::timestamptz`),
  ]);
  const to = new URL(begun && isAllowedReturn(begun.returnTo) ? begun.returnTo : defaultReturn());
  to.hash = new URLSearchParams(said(begun !== undefined, given)).toString();
  return to.href;
}

function said(
  isKnown: boolean,
  { state = "", code, error }: { state?: string; code?: string; error?: string },
): Record<string, string> {
  if (!isKnown) return { error: "authorization_ended" };
  // An error is a word of RFC 6749; what is none is not handed on to a page.
  if (error !== undefined || code === undefined)
    return { state, error: /^[a-z_]{1,64}$/.test(error ?? "") ? error! : "unknown" };
  return { state, code };
}

/**
 * Exchanges the code that came back, and keeps the tokens. An account that is connected already gets the new tokens. The state counts
 * once, whatever comes of it: a person whose provider does not answer begins again. Two flights.
 */
export async function complete(ctx: Ctx, { state, code }: { state: string; code: string }): Promise<Connection> {
  await refreshSettings();
  const [[begun], own] = await ctx.db.batch([claimOf(ctx, state), ownRead()]);
  if (!begun) {
    const ended = AuthorizationEnded(identityRefusals("begin_again"));
    return visible(await orFirstTime(ctx.db, insert(ctx, connections, {}), ended));
  }
  const provider = connectable(begun.provider);
  const verifier = open(begun.verifier, connectionAuthorizations, "verifier", begun.id);
  if (provider.by === "link" && begun.connectionId !== null)
    return visible(await renew(ctx, provider, begun, verifier));
  const { exchange, linked } = await speaking();
  const { tokens, account } = await (provider.by === "oauth"
    ? exchange(ctx, provider, { code, verifier, redirectUri: redirectUri() })
    : linked(ctx, verifier)
  ).catch(unavailable(ctx, provider));
  return keep(ctx, begun.provider, account, tokens, own);
}

interface Claimed {
  id: string;
  provider: ProviderName;
  verifier: string;
  /** The connection that is to be agreed to anew, and its token. */
  connectionId: string | null;
  accessToken: string | null;
}

/**
 * Takes the authorization of a state, which the speaker must have begun, for good. It belongs to no Idempotency-Key: a request that is
 * repeated must not exchange a code twice.
 */
const claimOf = (ctx: Ctx, state: string) =>
  uncounted<Claimed>(sql`delete from ${connectionAuthorizations}
    where user_id = ${me} and state_hash = ${hashOf(state)} and expires_at > ${ctx.now().toISOString()}::timestamptz
    returning id, provider, encode(verifier, 'base64') as verifier, connection_id as "connectionId",
      (select encode(c.access_token, 'base64') from ${connections} c where c.id = connection_id and c.user_id = ${me}) as "accessToken"`);

/** The person has been at the page on which they agree anew: the connection is as it was, and works again. */
async function renew(
  ctx: Ctx,
  provider: LinkProvider,
  { provider: name, connectionId, accessToken }: Claimed,
  verifier: string,
) {
  if (connectionId === null || accessToken === null) throw AuthorizationEnded(identityRefusals("begin_again"));
  const { renewed } = await speaking();
  const token = open(accessToken, connections, "accessToken", connectionId);
  const { hasAgreed, endsAt } = await renewed(ctx, verifier, token).catch(unavailable(ctx, provider));
  const isLater =
    endsAt === null ? sql`false` : sql`${connections.reauthDueAt} < ${new Date(endsAt).toISOString()}::timestamptz`;
  const isOver = hasAgreed ? sql`true` : isLater;
  const [kept] = await ctx.db.batch([
    update(
      ctx,
      connections,
      sql`${connections.id} = ${connectionId}::uuid and ${connections.userId} = ${me} and ${connections.status} <> 'revoked'`,
      { status: "active", reauthDueAt: sql`case when ${isOver} then null else ${connections.reauthDueAt} end` },
      { emits: { event: ConnectionEvents.updated } },
    ),
    syncRequested(ctx, connectionId, name),
  ]);
  if (!kept) throw AuthorizationEnded(identityRefusals("begin_again"));
  return kept;
}

interface Own {
  id: string;
  provider: ProviderName;
  externalAccountId: string;
}

const ownRead = () =>
  read<Own>(
    sql`select id, provider, external_account_id as "externalAccountId" from ${connections} where user_id = ${me}`,
  );

/** Keeps the tokens of an account, in the connection that it has or in a new one. */
async function keep(
  ctx: Ctx,
  provider: ProviderName,
  account: Account,
  tokens: Tokens,
  own: readonly Own[],
): Promise<Connection> {
  const known = own.find((one) => one.provider === provider && one.externalAccountId === account.id);
  try {
    const [kept] = await ctx.db.batch([keeping(ctx, known?.id, provider, account, tokens)]);
    if (kept) return visible(kept);
  } catch (error) {
    if ((error as { code?: string }).code !== "23505") throw error;
  }
  // It was connected or removed at the same moment, by another request of the same person.
  const [now] = await ctx.db.batch([ownRead()]);
  const other = now.find((one) => one.provider === provider && one.externalAccountId === account.id);
  const [kept] = await ctx.db.batch([keeping(ctx, other?.id, provider, account, tokens)]);
  if (!kept) throw Unavailable();
  return visible(kept);
}

function keeping(
  ctx: Ctx,
  knownId: string | undefined,
  provider: ProviderName,
  account: Account,
  tokens: Tokens,
): Write<Row<typeof connections> | undefined> {
  const id = knownId ?? uuidv7(ctx.now());
  const sealed = (column: "accessToken" | "refreshToken", token: string) => seal(token, connections, column, id);
  const values = {
    accountName: account.name === undefined ? null : cut(account.name.replaceAll("\0", "").toWellFormed(), 320),
    accessToken: sealed("accessToken", tokens.accessToken),
    // A provider that gives no refresh token this time means the one that it gave before.
    ...(tokens.refreshToken && { refreshToken: sealed("refreshToken", tokens.refreshToken) }),
    tokenExpiresAt: expiryOf(ctx, tokens),
    refreshingUntil: null,
    reauthDueAt: null,
    ...(tokens.scopes && { scopes: tokens.scopes }),
    status: "active" as const,
  };
  if (knownId !== undefined)
    return update(ctx, connections, and(eq(connections.id, id), sql`${connections.userId} = ${me}`), values, {
      emits: { event: ConnectionEvents.updated },
    });
  const added = { id, provider, externalAccountId: account.id, ...values };
  return insert(ctx, connections, added, { emits: { event: ConnectionEvents.created } });
}

/** When a token ends; null for one that lasts. */
export const expiryOf = (ctx: Pick<Ctx, "now">, { expiresInSeconds }: Tokens): string | null =>
  expiresInSeconds === undefined ? null : new Date(ctx.now().getTime() + expiresInSeconds * 1_000).toISOString();

export interface MatrixSession {
  homeserverUrl: string;
  userId: string;
  deviceId: string;
  accessToken: string;
}

/** Keeps the session of the person's Matrix client, in place of another one that they had. Two flights. */
export async function putMatrix(ctx: Ctx, { homeserverUrl, userId, deviceId, accessToken }: MatrixSession) {
  const [own] = await ctx.db.batch([ownRead()]);
  const known = own.find((one) => one.provider === "matrix" && one.externalAccountId === userId);
  const others = and(
    sql`${connections.userId} = ${me}`,
    eq(connections.provider, "matrix"),
    ne(connections.externalAccountId, userId),
  );
  const [kept] = await ctx.db.batch([
    keeping(ctx, known?.id, "matrix", { id: userId, name: userId }, { accessToken }),
    removal(ctx, connections, others, { emits: { event: ConnectionEvents.deleted } }),
    settingsOfMatrix(ctx, homeserverUrl, seal(deviceId, userSettings, "matrixDeviceId", ctx.actor.userId)),
  ]);
  if (!kept) throw Unavailable();
  return visible(kept);
}

/** What `user_settings` has of a Matrix session. */
export const settingsOfMatrix = (ctx: Ctx, matrixHomeserverUrl: string | null, matrixDeviceId: string | null) =>
  update(ctx, userSettings, sql`${userSettings.userId} = ${me}`, { matrixHomeserverUrl, matrixDeviceId });

/** What the person's Matrix client keeps here, for its owner alone; that it was read is in their audit log. One flight. */
export async function matrixSession(ctx: Ctx, id: string): Promise<MatrixSession> {
  const ownMatrix = sql`c.id = ${id}::uuid and c.user_id = ${me} and c.provider = 'matrix'`;
  const [[kept]] = await ctx.db.batch([
    read<{ userId: string; accessToken: string; homeserverUrl: string; deviceId: string }>(sql`
      select c.external_account_id as "userId", encode(c.access_token, 'base64') as "accessToken",
        s.matrix_homeserver_url as "homeserverUrl", encode(s.matrix_device_id, 'base64') as "deviceId"
      from ${connections} c join ${userSettings} s on s.user_id = c.user_id
      where ${ownMatrix} and c.access_token is not null and s.matrix_device_id is not null and s.matrix_homeserver_url is not null`),
    recordLook(ctx, connections, id),
  ]);
  if (!kept) throw NotFound(identityRefusals("no_matrix_session"));
  return {
    ...kept,
    accessToken: open(kept.accessToken, connections, "accessToken", id),
    deviceId: open(kept.deviceId, userSettings, "matrixDeviceId", ctx.actor.userId),
  };
}

/** Asks the pillar that takes the provider's data to fetch what is new. */
export async function sync(ctx: Ctx, id: string, all: Readonly<Record<ProviderName, Provider>> = providers) {
  const [row] = await ctx.db.batch([rowRead(connections, id)]);
  if (!row) throw NotFound();
  if (row.userId !== ctx.actor.userId) throw ReadOnlyAccess();
  const { title, syncedBy } = all[row.provider];
  if (syncedBy === undefined) throw NothingSyncs(identityRefusals("nothing_syncs", { provider: title }));
  if (row.status !== "active") throw Conflict(identityRefusals("reauth_first", { provider: title }));
  await ctx.db.batch([syncRequested(ctx, id, row.provider)]);
  return visible(row);
}

const syncRequested = (ctx: Ctx, entityId: string, provider: ProviderName) =>
  emit(ctx, ConnectionSyncRequested, { entityId, owner: ctx.actor.userId, payload: { provider } });

/** A connection as the API shows it. */
export const visible = (row: Row<typeof connections>): Connection => shown<typeof connections>(connections, row, OMIT);

/** Refusals that are the doing of whoever runs this installation, such as a secret that is wrong. */
const OURS = [
  "invalid_client",
  "unauthorized_client",
  "redirect_uri_mismatch",
  "unsupported_grant_type",
  "bad_redirect_uri",
];

const unavailable =
  (ctx: Ctx, { title }: Provider) =>
  (error: unknown): never => {
    if (error instanceof Refusal && OURS.includes(error.code)) {
      ctx.log("error", "a provider does not know this installation", { provider: title, error: error.code });
      throw NotConfigured(`${title} does not know this installation as it is set up.`);
    }
    if (error instanceof Refusal)
      throw ProviderRefused(identityRefusals("provider_refused", { provider: title, code: cut(error.code, 64) }));
    if (error instanceof ThirdPartyError)
      throw Unavailable(identityRefusals("provider_silent_begin", { provider: title }));
    throw error;
  };

const hashOf = (state: string) => createHash("sha256").update(state).digest("hex");

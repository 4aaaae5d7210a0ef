/**
 * The token with which a pillar speaks to a provider for a person: refreshed when it is about to end, by one process at a time.
 *
 * No transaction is open while a provider is asked. Whoever refreshes marks the row for a while instead (a lease), and the others wait
 * until the row has what came of it. A process that dies leaves a mark that ends by itself.
 */

import { setTimeout as delay } from "node:timers/promises";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { speakAsService } from "#cloud/speak";
import { expiryOf } from "#core/identity/connections";
import { connections } from "#core/identity/connections.sql";
import { ConnectionReauthAnnounced, ConnectionReauthRequired } from "#core/identity/events";
import { refreshed } from "#core/identity/oauth";
import { type OAuthProvider, Refusal, type Tokens } from "#core/identity/provider";
import { providers } from "#core/identity/providers";
import { identityRefusals } from "#core/identity/sayings";
import { refreshSettings } from "#core/platform/system-settings";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { write } from "#kit/db";
import { NotFound, problem, Unavailable } from "#kit/problem";
import { rowRead } from "#kit/row";
import { open, seal } from "#kit/secret";
import { ThirdPartyError } from "#kit/third-party";
import type { Row } from "#kit/wire";

export const ReauthNeeded = /* @__PURE__ */ problem("conflict", "reauth_needed", "It has to be connected again");

/** A token that ends within this is refreshed: what is begun with it should be done with it. */
const AHEAD_MS = 60_000;
/** Longer than all tries of a refresh may take. */
const LEASE_MS = 30_000;
const POLL_MS = 100;
const MOST_POLLS = 300;

/**
 * The access token of the speaker's own connection, good for a minute at least. Throws NotFound, ReauthNeeded where the person has to
 * connect again, and Unavailable while the provider does not answer. `rejected`: a token that the provider has just refused although it
 * had not ended; another one is got then.
 */
export async function accessTokenOf(ctx: Ctx, connectionId: string, rejected?: string): Promise<string> {
  await refreshSettings();
  for (let poll = 0; poll < MOST_POLLS; poll++) {
    const [row] = await ctx.db.batch([rowRead(connections, connectionId, true)]);
    if (!row || row.userId !== ctx.actor.userId || row.accessToken === null) throw NotFound();
    const provider = providers[row.provider];
    if (row.status !== "active") throw ReauthNeeded(identityRefusals("reauth_needed", { provider: provider.title }));
    const token = open(row.accessToken, connections, "accessToken", row.id);
    if (token !== rejected && !endsSoon(ctx, row)) return token;
    if (provider.by !== "oauth" || row.refreshToken === null) {
      await endAccess(ctx, row);
      throw ReauthNeeded(identityRefusals("reauth_needed", { provider: provider.title }));
    }
    const lease = await leaseOf(ctx, row);
    if (lease !== undefined) return refresh(ctx, provider, row, row.refreshToken, lease);
    await delay(POLL_MS);
  }
  throw Unavailable(identityRefusals("refreshing"));
}

const endsSoon = (ctx: Ctx, { tokenExpiresAt }: Row<typeof connections>) =>
  tokenExpiresAt !== null && Date.parse(tokenExpiresAt) - ctx.now().getTime() < AHEAD_MS;

/**
 * The end of the lease, for the one process that gets it; undefined for the others. It is taken as the service and not as the speaker:
 * a step that is repeated after a crash must not be told that it has the lease of the first time.
 */
async function leaseOf(ctx: Ctx, row: Row<typeof connections>): Promise<string | undefined> {
  const now = ctx.now().getTime();
  const until = new Date(now + LEASE_MS).toISOString();
  const [taken] = await service(ctx).db.batch([
    write<{ id: string }>(sql`update ${connections} set refreshing_until = ${until}::timestamptz
      where id = ${row.id}::uuid and status = 'active' and access_token = decode(${row.accessToken}, 'base64')
        and (refreshing_until is null or refreshing_until <= ${new Date(now).toISOString()}::timestamptz)
      returning id`),
  ]);
  return taken.length > 0 ? until : undefined;
}

async function refresh(
  ctx: Ctx,
  provider: OAuthProvider,
  row: Row<typeof connections>,
  sealed: string,
  lease: string,
): Promise<string> {
  try {
    const tokens = await refreshed(ctx, provider, open(sealed, connections, "refreshToken", row.id));
    await keep(ctx, row.id, tokens, lease);
    return tokens.accessToken;
  } catch (error) {
    if (error instanceof Refusal && error.code === "invalid_grant") {
      await endAccess(ctx, row, lease);
      throw ReauthNeeded(identityRefusals("reauth_needed", { provider: provider.title }));
    }
    await release(ctx, row.id, lease);
    if (!(error instanceof Refusal) && !(error instanceof ThirdPartyError)) throw error;
    // Whatever else is refused is the doing of whoever runs this installation, such as a secret that is wrong.
    ctx.log("error", "a token could not be refreshed", { provider: provider.name, error: error.message });
    throw Unavailable(identityRefusals("provider_silent", { provider: provider.title }));
  }
}

/** Only while the lease is ours: whoever took it after it had ended has newer tokens. */
async function keep(ctx: Ctx, id: string, tokens: Tokens, lease: string): Promise<void> {
  const access = seal(tokens.accessToken, connections, "accessToken", id);
  const next = tokens.refreshToken ? seal(tokens.refreshToken, connections, "refreshToken", id) : null;
  await service(ctx).db.batch([
    write(sql`update ${connections} set access_token = decode(${access}, 'base64'),
        refresh_token = coalesce(decode(${next}::text, 'base64'), refresh_token),
        token_expires_at = ${expiryOf(ctx, tokens)}::timestamptz, refreshing_until = null
      where id = ${id}::uuid and refreshing_until = ${lease}::timestamptz`),
  ]);
}

async function release(ctx: Ctx, id: string, lease: string): Promise<void> {
  await service(ctx).db.batch([
    write(sql`update ${connections} set refreshing_until = null
      where id = ${id}::uuid and refreshing_until = ${lease}::timestamptz`),
  ]);
}

/** The person has to connect again: said once, by one event, however many notice. */
export async function endAccess(ctx: Ctx, { id, accessToken }: Row<typeof connections>, lease?: string): Promise<void> {
  const isStillSo = and(
    eq(connections.id, id),
    eq(connections.status, "active"),
    lease === undefined
      ? sql`access_token = decode(${accessToken}, 'base64')`
      : sql`refreshing_until = ${lease}::timestamptz`,
  );
  const speaker = service(ctx);
  await speaker.db.batch([
    update(
      speaker,
      connections,
      isStillSo,
      { status: "needs_reauth", refreshingUntil: null },
      {
        emits: { event: ConnectionReauthRequired },
      },
    ),
  ]);
}

/** The person has to agree again by then: said once by one event, however often and by whatever it is learned, until they have. */
export const noteDue = (ctx: Ctx, connectionId: string, dueAt: Date) =>
  update(
    ctx,
    connections,
    and(eq(connections.id, connectionId), eq(connections.status, "active"), isNull(connections.reauthDueAt)),
    { reauthDueAt: dueAt.toISOString() },
    { emits: { event: ConnectionReauthAnnounced } },
  );

/** They have agreed, or it has not ended when it was to. */
export const forgetDue = (ctx: Ctx, connectionId: string) =>
  update(ctx, connections, and(eq(connections.id, connectionId), isNotNull(connections.reauthDueAt)), {
    reauthDueAt: null,
  });

const service = (ctx: Ctx) =>
  speakAsService(ctx.origin, { correlationId: ctx.correlationId, causationId: ctx.causationId }).ctx;

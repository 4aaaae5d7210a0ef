/** How a connection ends: at the provider, and here. */
import { sql } from "drizzle-orm";
import { speakAsService } from "#cloud/speak";
import { settingsOfMatrix } from "#core/identity/connections";
import { connections } from "#core/identity/connections.sql";
import { ConnectionEvents } from "#core/identity/events";
import { refreshed, revoked } from "#core/identity/oauth";
import { removed } from "#core/identity/plaid-link";
import { isConfigured, type OAuthProvider, type Provider } from "#core/identity/provider";
import type { ProviderName } from "#core/identity/provider-names";
import { providers } from "#core/identity/providers";
import { refreshSettings } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { NotFound, ReadOnlyAccess } from "#kit/problem";
import { rowRead, staleVersion } from "#kit/row";
import { open } from "#kit/secret";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

type Connection = Row<typeof connections>;

/**
 * Ends the access at the provider where it has a way, and then forgets the tokens, whatever the provider said. In this order a process
 * that dies between the two leaves a connection that can be removed again, and no access that nobody knows of. Three flights.
 */
export async function remove(ctx: Ctx, id: string, versions: number[] | undefined) {
  const [row] = await ctx.db.batch([rowRead(connections, id, true)]);
  if (!row) throw NotFound();
  if (row.userId !== ctx.actor.userId) throw ReadOnlyAccess();
  const stale = staleVersion(row, versions);
  if (stale) throw stale;
  const provider = providers[row.provider];
  const isRevoked = await revokedAt(ctx, provider, row);
  await transition(ctx, connections, id, {
    versions,
    change: {
      values: "removed",
      emits: { event: ConnectionEvents.deleted },
      ...(row.provider === "matrix" && { also: () => [settingsOfMatrix(ctx, null, null)] }),
    },
  });
  return { isRevoked, manageUrl: isRevoked ? null : (provider.manageUrl ?? null) };
}

async function revokedAt(ctx: Ctx, provider: Provider, row: Connection): Promise<boolean> {
  if (row.accessToken === null || (row.status !== "active" && provider.by !== "link")) return false;
  await refreshSettings();
  if (!isConfigured(provider)) return false;
  const accessToken = open(row.accessToken, connections, "accessToken", row.id);
  if (provider.by === "link") return removed(ctx, accessToken);
  if (provider.by !== "oauth" || (await isSharedAccess(ctx, provider, row))) return false;
  const refreshToken = row.refreshToken && open(row.refreshToken, connections, "refreshToken", row.id);
  const isOver = row.tokenExpiresAt !== null && row.tokenExpiresAt <= ctx.now().toISOString();
  // A token that has ended ends nothing.
  const current = isOver && refreshToken ? await anotherToken(ctx, provider, refreshToken) : undefined;
  return revoked(ctx, provider, { accessToken: current ?? accessToken, refreshToken });
}

const anotherToken = (ctx: Ctx, provider: OAuthProvider, refreshToken: string): Promise<string | undefined> =>
  refreshed(ctx, provider, refreshToken).then(
    (tokens) => tokens.accessToken,
    () => undefined,
  );

/**
 * Whether another connection stands on what the owner of the account allowed: providers end all of it at once, and Google Drive would
 * go with Google Calendar. The service looks, since the other one may be of another person who has the same account.
 */
async function isSharedAccess(ctx: Ctx, provider: OAuthProvider, row: Connection): Promise<boolean> {
  const ofClient = (Object.entries(providers) as [ProviderName, Provider][]).flatMap(([name, other]) =>
    other.by === "oauth" && other.client.id === provider.client.id ? [name] : [],
  );
  const [others] = await speakAsService(ctx.origin).ctx.db.batch([
    read<{ id: string }>(sql`select id from ${connections}
      where provider in (${sql.join(
        ofClient.map((name) => sql`${name}`),
        sql`, `,
      )})
        and external_account_id = ${row.externalAccountId} and status = 'active' and id <> ${row.id}::uuid limit 1`),
  ]);
  return others.length > 0;
}

/** Links banks: a token with which a client opens Plaid Link, and the connection and its accounts that come of what it hands back. */
import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { accounts } from "#core/finance/accounts.sql";
import { type KnownAccount, knownAccounts, pair } from "#core/finance/plaid/accounts";
import { accountsOf, isEnded, linkTokenFor, type RemoteAccounts, refusedWith } from "#core/finance/plaid/api";
import { replacedState, request } from "#core/finance/plaid/sync";
import { financeFields } from "#core/finance/sayings";
import { checkedReturn } from "#core/identity/connection-addresses";
import { type Connection, ProviderRefused, visible } from "#core/identity/connections";
import { connections } from "#core/identity/connections.sql";
import { ConnectionEvents } from "#core/identity/events";
import { exchanged, reading, removed, renewing } from "#core/identity/plaid-link";
import { clientOf } from "#core/identity/provider";
import { plaid } from "#core/identity/providers/plaid";
import { identityRefusals } from "#core/identity/sayings";
import { refreshSettings, settingOf } from "#core/platform/system-settings";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { NotConfigured, NotFound, Unavailable, wrongInput } from "#kit/problem";
import { rowRead } from "#kit/row";
import { open, seal } from "#kit/secret";
import { me } from "#kit/table";
import { ThirdPartyError } from "#kit/third-party";
import type { Row } from "#kit/wire";

/**
 * A token for Link, for a new bank, or for one that has to be connected again. Throws NotConfigured, NotFound, ProviderRefused and
 * Unavailable. One flight at most.
 */
export async function linkToken(ctx: Ctx, { connectionId, returnTo }: { connectionId?: string; returnTo?: string }) {
  await refreshSettings();
  clientOf(plaid);
  const asked = connectionId === undefined ? reading(ctx) : await again(ctx, connectionId);
  const { link_token, expiration } = await linkTokenFor(ctx, {
    client_name: "LifeOS",
    language: "en",
    country_codes: (settingOf("PLAID_COUNTRY_CODES") ?? "US").split(","),
    ...asked,
    ...(returnTo !== undefined && { redirect_uri: checkedReturn(returnTo) }),
  }).catch(silent);
  return { linkToken: link_token, expiresAt: new Date(expiration).toISOString() };
}

async function again(ctx: Ctx, connectionId: string) {
  const [row] = await ctx.db.batch([rowRead(connections, connectionId, true)]);
  if (row?.provider !== "plaid" || row.userId !== ctx.actor.userId || row.accessToken === null) throw NotFound();
  return renewing(ctx, open(row.accessToken, connections, "accessToken", row.id));
}

export interface Linked {
  publicToken: string;
  /** Accounts of the person's own that accounts of the bank are, by the bank's ids. */
  accounts?: { externalId: string; accountId: string }[];
}

interface Known {
  id: string;
  externalAccountId: string;
  publicTokenHash: string | null;
}

/**
 * Connects what Link has handed back, with its accounts. A token that comes again, and a bank that is linked again, make no second set.
 * Throws NotConfigured, InvalidInput, ProviderRefused and Unavailable. Two flights.
 */
export async function exchange(ctx: Ctx, { publicToken, accounts: said = [] }: Linked) {
  await refreshSettings();
  clientOf(plaid);
  const hash = createHash("sha256").update(publicToken).digest("hex");
  const [own, known] = await ctx.db.batch([ownRead(), knownAccounts()]);
  const before = own.find(({ publicTokenHash }) => publicTokenHash === hash);
  if (before) return shown(ctx, before.id);
  const joins = joinsOf(said, known);
  const token = await exchanged(ctx, publicToken).catch(async (error: unknown) => {
    // It came twice at once, and the other one has been faster.
    const [now] = await ctx.db.batch([ownRead()]);
    const other = now.find(({ publicTokenHash }) => publicTokenHash === hash);
    return other ?? silent(error);
  });
  if ("id" in token) return shown(ctx, token.id);
  const remote = await accountsOf(ctx, token.accessToken).catch(silent);
  if (!isHeld(said, remote, known)) {
    // Nothing here would know of the item, which may as well be linked anew.
    if (!own.some(({ externalAccountId }) => externalAccountId === token.itemId)) await removed(ctx, token.accessToken);
    throw wrongInput("#/accounts", financeFields("not_of_bank"));
  }
  try {
    return await keep(ctx, { ...token, hash, remote, joins }, own, known);
  } catch (error) {
    if ((error as { code?: string }).code !== "23505") throw error;
    // The same item was linked at the same moment.
    const [now, accountsNow] = await ctx.db.batch([ownRead(), knownAccounts()]);
    return keep(ctx, { ...token, hash, remote, joins }, now, accountsNow);
  }
}

const ownRead = () =>
  read<Known>(sql`select id, external_account_id as "externalAccountId", public_token_hash as "publicTokenHash" from ${connections}
    where user_id = ${me} and provider = 'plaid'`);

/** Throws InvalidInput for an account that is not the person's own, or connected already, or named twice. */
function joinsOf(said: NonNullable<Linked["accounts"]>, known: readonly KnownAccount[]): Map<string, string> {
  for (const [n, { accountId }] of said.entries()) {
    const account = known.find(({ id }) => id === accountId);
    if (!account || account.isDeleted || account.connectionId !== null)
      throw wrongInput(`#/accounts/${n}/accountId`, financeFields("not_joinable"));
  }
  if (new Set(said.map(({ accountId }) => accountId)).size < said.length)
    throw wrongInput("#/accounts", financeFields("named_twice"));
  return new Map(said.map(({ externalId, accountId }) => [externalId, accountId]));
}

/** Whether the bank has the accounts that were named, each in the currency of the one here. */
const isHeld = (
  said: NonNullable<Linked["accounts"]>,
  { accounts: there }: RemoteAccounts,
  known: readonly KnownAccount[],
) =>
  said.every(({ externalId, accountId }) => {
    const currency = there.find(({ account_id }) => account_id === externalId)?.balances.iso_currency_code;
    return currency !== undefined && known.find(({ id }) => id === accountId)?.currency === currency;
  });

interface Item {
  itemId: string;
  accessToken: string;
  hash: string;
  remote: RemoteAccounts;
  joins: ReadonlyMap<string, string>;
}

async function keep(ctx: Ctx, item: Item, own: readonly Known[], known: readonly KnownAccount[]) {
  const before = own.find(({ externalAccountId }) => externalAccountId === item.itemId);
  const id = before?.id ?? uuidv7(ctx.now());
  const paired = pair(ctx, item.remote, known, { connectionId: id, isFirst: before === undefined, joins: item.joins });
  const name = item.remote.item.institution_name;
  const values = {
    ...(name && { accountName: name.replaceAll("\0", "").toWellFormed().slice(0, 320) }),
    accessToken: seal(item.accessToken, connections, "accessToken", id),
    publicTokenHash: item.hash,
    status: "active" as const,
    reauthDueAt: null,
    ...(paired.isReplaced && { syncCursor: replacedState }),
  };
  const connecting = before
    ? update(ctx, connections, eq(connections.id, id), values, { emits: { event: ConnectionEvents.updated } })
    : insert(
        ctx,
        connections,
        { id, provider: "plaid", externalAccountId: item.itemId, ...values },
        { emits: { event: ConnectionEvents.created } },
      );
  const [connection, , ...rest] = await ctx.db.batch([
    connecting,
    request(ctx, id, ctx.actor.userId),
    ...paired.before,
    ...paired.writes,
    ...paired.after,
  ]);
  const written = rest.slice(paired.before.length, paired.before.length + paired.writes.length) as (
    | Row<typeof accounts>
    | undefined
  )[];
  if (!connection) throw Unavailable();
  return answer(
    connection,
    written.flatMap((one) => one ?? []),
  );
}

async function shown(ctx: Ctx, id: string) {
  const [connection, its] = await ctx.db.batch([
    rowRead(connections, id),
    rowsRead(accounts, eq(accounts.connectionId, id), { order: sql`id`, limit: 1_000 }),
  ]);
  if (!connection) throw Unavailable();
  return answer(connection, its);
}

function answer(connection: Row<typeof connections>, its: Row<typeof accounts>[]) {
  const shownConnection: Connection = visible(connection);
  return { connection: shownConnection, accounts: its.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

function silent(error: unknown): never {
  const code = refusedWith(error);
  const provider = plaid.title;
  if (code === "INVALID_API_KEYS") throw NotConfigured(`${provider} does not know this installation as it is set up.`);
  if (code !== undefined && !isEnded(code))
    throw ProviderRefused(identityRefusals("provider_refused", { provider, code }));
  if (code !== undefined || error instanceof ThirdPartyError)
    throw Unavailable(identityRefusals("provider_silent_begin", { provider }));
  throw error;
}

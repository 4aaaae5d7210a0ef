/**
 * Which account here each account of a bank is. One that is linked anew has other ids at Plaid and is known again, by what the bank keeps of
 * it for good or by its last digits, so that no second set of accounts comes of it.
 */
import { eq, type SQL, sql } from "drizzle-orm";
import { accounts } from "#core/finance/accounts.sql";
import { AccountEvents } from "#core/finance/events";
import { balanceOf, type RemoteAccount, type RemoteAccounts, typeOf } from "#core/finance/plaid/api";
import { connections } from "#core/identity/connections.sql";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read, type Write } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { me } from "#kit/table";
import { cut } from "#kit/text";
import type { Row } from "#kit/wire";

/** More accounts than a person has, deleted ones included. */
const MAX_ACCOUNTS = 2_000;

export interface KnownAccount {
  id: string;
  connectionId: string | null;
  /** Whose connection that is, and whether another link may take the account over. */
  isPlaid: boolean;
  externalId: string | null;
  externalKey: string | null;
  householdId: string | null;
  currency: string;
  isDeleted: boolean;
}

/** The speaker's own accounts, deleted ones included: what they deleted does not come back with its connection. */
export const knownAccounts = (): Read<KnownAccount[]> =>
  read(sql`select a.id, a.connection_id as "connectionId", coalesce(c.provider = 'plaid', false) as "isPlaid", a.external_id as "externalId",
      a.external_key as "externalKey", a.household_id as "householdId", a.currency, a.deleted_at is not null as "isDeleted"
    from ${accounts} a left join ${connections} c on c.id = a.connection_id
    where a.user_id = ${me} order by a.id limit ${MAX_ACCOUNTS}::int`);

export interface Booked {
  id: string;
  currency: string;
  householdId: string | null;
}

export interface Paired {
  /** By the bank's id of an account, the one here; what a person deleted, or has by another connection, is not in it. */
  here: Map<string, Booked>;
  /**
   * Statements that come first: they lock what those behind them change, rows before their accounts and each by their ids, as whoever changes
   * a transaction does.
   */
  before: Write<unknown>[];
  writes: Write<Row<typeof accounts> | undefined>[];
  /** Statements that come last: what was known by ids that have ended, and the links that have none left. */
  after: Write<unknown>[];
  /** Whether an account has other ids now, so that its transactions have others, too. */
  isReplaced: boolean;
}

interface Options {
  connectionId: string;
  /** Whether the connection is new: only then it takes accounts of another link over. */
  isFirst: boolean;
  /** By the bank's ids: accounts of the person's own that they say these are. */
  joins?: ReadonlyMap<string, string>;
}

/** Pairs the accounts of an item with those that are here, and says what has to be written. */
export function pair(ctx: Ctx, remote: RemoteAccounts, known: readonly KnownAccount[], options: Options): Paired {
  const { connectionId, isFirst, joins } = options;
  const here = new Map<string, Booked>();
  const writes: Paired["writes"] = [];
  const left = new Set<string>();
  const former: string[] = [];
  const changed: string[] = [];
  const deleted: Write<unknown>[] = [];
  const ids = new Set(remote.accounts.map(({ account_id }) => account_id));
  const taken = new Set<string>();
  const isMine = (one: KnownAccount) => one.connectionId === connectionId;
  for (const account of remote.accounts) {
    const currency = account.balances.iso_currency_code;
    if (!currency || !/^[A-Z]{3}$/.test(currency)) continue;
    const named = known.find((one) => isMine(one) && one.externalId === account.account_id);
    if (named?.isDeleted) continue;
    const key = keyOf(account, remote.item.institution_id ?? remote.item.item_id);
    const isAlike = (one: KnownAccount) => !taken.has(one.id) && one.currency === currency && one.externalKey === key;
    const isSame = (one: KnownAccount) => !one.isDeleted && isAlike(one);
    const again =
      known.find((one) => isMine(one) && isSame(one) && !ids.has(one.externalId ?? "")) ??
      known.find((one) => !isMine(one) && isSame(one) && (one.connectionId === null || one.isPlaid));
    const joined = joins?.get(account.account_id);
    const found = named ?? known.find(({ id, isDeleted }) => id === joined && !isDeleted) ?? again;
    // It came by another link that is as good.
    if (found?.connectionId && !isMine(found) && !isFirst) continue;
    const values = {
      connectionId,
      externalId: account.account_id,
      externalKey: key,
      mask: account.mask ? clean(account.mask, 20) : null,
      ...balance(account, found?.currency ?? currency),
    };
    // What a person has deleted of the same bank stays deleted when it is linked anew.
    const gone = found ? undefined : known.find((one) => one.isDeleted && isAlike(one) && isEnded(one));
    if (gone) {
      taken.add(gone.id);
      changed.push(gone.id);
      if (gone.connectionId !== null && !isMine(gone)) left.add(gone.connectionId);
      deleted.push(rename(gone.id, connectionId, account.account_id));
      continue;
    }
    if (!found) {
      const id = uuidv7(ctx.now());
      const name = clean(account.official_name || account.name, 200) || "Account";
      const institution = remote.item.institution_name ? clean(remote.item.institution_name, 200) : null;
      writes.push(
        insert(
          ctx,
          accounts,
          { id, ...values, name, institution, type: typeOf(account), currency },
          { emits: { event: AccountEvents.created } },
        ),
      );
      here.set(account.account_id, { id, currency, householdId: null });
      continue;
    }
    taken.add(found.id);
    changed.push(found.id);
    if (found.externalId !== null && found !== named) former.push(found.id);
    if (found.connectionId !== null && !isMine(found)) left.add(found.connectionId);
    const isOwn = sql`${accounts.id} = ${found.id}::uuid and ${accounts.userId} = ${me}`;
    writes.push(update(ctx, accounts, isOwn, values, { emits: { event: AccountEvents.updated } }));
    here.set(account.account_id, { id: found.id, currency: found.currency, householdId: found.householdId });
  }
  return {
    here,
    before: changed.length > 0 ? [...(former.length > 0 ? [lockRows(former)] : []), lockAccounts(changed)] : [],
    writes,
    after: [
      ...(former.length > 0 ? [endIds(former)] : []),
      ...deleted,
      ...[...left].toSorted().map((id) => leave(ctx, id)),
    ],
    isReplaced: former.length > 0,
  };

  /** Whether it came by a link that this one takes the place of, or by this one under another id. */
  function isEnded({ connectionId: by, isPlaid, externalId }: KnownAccount): boolean {
    if (by === connectionId) return !ids.has(externalId ?? "");
    return by !== null && isPlaid && isFirst;
  }
}

/** What a transaction is called whose id at Plaid has ended, until the bank names it by another one. */
export const FORMER = "former ";

const any = (ids: readonly string[]) => sql`any(${`{${ids.join(",")}}`}::uuid[])`;
const theirs = (accountIds: readonly string[]) => sql`source_account_id = ${any(accountIds)} and user_id = ${me}
  and external_id is not null and not starts_with(external_id, ${FORMER}::text)`;

/** Their transactions are still the bank's, but by ids that it will not name again. */
const endIds = (accountIds: readonly string[]) =>
  effect(
    sql`update transactions set external_id = left(${FORMER}::text || external_id, 255) where ${theirs(accountIds)}`,
  );
const lockRows = (accountIds: readonly string[]) =>
  effect(sql`select from transactions where ${theirs(accountIds)} order by id for no key update`);
const lockAccounts = (accountIds: readonly string[]) =>
  effect(sql`select from ${accounts} where id = ${any(accountIds)} and user_id = ${me} order by id for no key update`);

/** One that is deleted, by the ids that it has now. */
const rename = (id: string, connectionId: string, externalId: string) =>
  effect(sql`update ${accounts} set connection_id = ${connectionId}::uuid, external_id = ${externalId}
    where id = ${id}::uuid and user_id = ${me} and deleted_at is not null`);

/** A connection whose accounts come by another one ends when it has none left; otherwise it looks at everything again. */
const leave = (ctx: Ctx, id: string) =>
  update(ctx, connections, eq(connections.id, id), {
    status: sql`case when exists (select from accounts a where a.connection_id = ${id}::uuid and a.deleted_at is null) then status else 'revoked' end`,
    syncCursor: JSON.stringify({ cursor: null }),
  } as { status: SQL; syncCursor: string });

function balance(account: RemoteAccount, currency: string): { balanceCents?: number } {
  const balanceCents = account.balances.iso_currency_code === currency ? balanceOf(account, currency) : undefined;
  return balanceCents === undefined ? {} : { balanceCents };
}

/** What the bank keeps of an account for good, where it says so, or else its kind and last digits. */
function keyOf(account: RemoteAccount, institution: string): string {
  const { persistent_account_id: persistent, type, subtype, mask, name } = account;
  if (persistent) return clean(`persistent ${persistent}`, 255);
  return clean([institution, type, subtype ?? "", mask ? `…${mask}` : name].join(" "), 255);
}

/** A text of theirs as a column takes it. */
export const clean = (text: string, longest: number) => cut(text.replaceAll("\0", "").toWellFormed(), longest);

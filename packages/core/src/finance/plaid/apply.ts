/**
 * Applies an update of a bank, whole, in one transaction that also keeps where the next one begins. So a run that dies, or is done again
 * beside another, leaves either both or neither.
 *
 * What the bank says of a transaction is its amount, day, state and text; its shop or payee it says once, and what it is for never. So
 * these, notes, receipt and parts of it stay what people and rules have made of them, also when a pending transaction is booked: that one
 * stays the row that it is, by the bank's new id.
 */
import { type SQL, sql } from "drizzle-orm";
import { TransactionEvents, TransactionImported } from "#core/finance/events";
import { MATCH_DAYS, matched } from "#core/finance/matching";
import { type Booked, clean, FORMER, type Paired } from "#core/finance/plaid/accounts";
import { minorUnits, type RemoteTransaction } from "#core/finance/plaid/api";
import type { Update } from "#core/finance/plaid/collect";
import { splitDifferences } from "#core/finance/splits";
import { transactions } from "#core/finance/transactions.sql";
import { connections } from "#core/identity/connections.sql";
import { update } from "#kit/change";
import { insertMany, MAX_ROWS, type ManyOptions, updateMany, updateWhere } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, type Read, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { me } from "#kit/table";

/** Somebody else has changed what the update was compared with. */
export const MOVED = "bank_moved";

export interface Counts {
  added: number;
  joined: number;
  updated: number;
  removed: number;
}

/** Where the synchronisation of a connection is, as its `syncCursor` has it. */
export interface State {
  cursor: string | null;
  /** The accounts had other ids before: what the bank does not name again of what was known by those is gone. */
  isReplaced?: true;
}

export const stateOf = (syncCursor: string | null): State =>
  syncCursor === null ? { cursor: null } : (JSON.parse(syncCursor) as State);

export interface Place {
  connectionId: string;
  /** As it was read: whoever has gone on meanwhile has the word. */
  syncCursor: string | null;
  next: State;
}

interface KnownRow {
  id: string;
  accountId: string | null;
  sourceAccountId: string | null;
  externalId: string | null;
  date: string;
  amountCents: number;
  currency: string;
  status: "pending" | "posted";
  description: string | null;
  merchantName: string | null;
  bankCategory: string | null;
  version: number;
  isDeleted: boolean;
  isFromBank: boolean;
  wasRemovedByBank: boolean;
}

/** Throws a conflict whose detail is MOVED. Two flights. */
export async function apply(ctx: Ctx, place: Place, paired: Paired, given: Update): Promise<Counts> {
  const arrived = [...given.current.values()].flatMap((one) => readable(ctx, one, paired.here));
  const [known, loose] = await ctx.db.batch([
    knownRead(paired, given),
    looseRead(arrived.map(({ row }) => row)),
  ] as const);
  const plan = planned(ctx, arrived, known, loose, given);
  const changed = [...plan.booked, ...plan.changed, ...plan.joined, ...plan.back, ...plan.released];
  const touched = new Set([...changed.map(({ id }) => id), ...plan.removed]);
  const rows = new Map(
    [...known, ...loose].filter(({ id }) => touched.has(id)).map(({ id, version }) => [id, version]),
  );
  const now = ctx.now().toISOString();
  const removing = { deletedAt: now, bankRemovedAt: now } as Values<typeof transactions>;
  const isStill = sql`id = ${place.connectionId}::uuid and user_id = ${me} and status <> 'revoked' and sync_cursor is not distinct from ${place.syncCursor}`;
  const named = (ids: readonly string[]) =>
    sql`id = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid))`;
  await ctx.db.batch([
    // Locked in the order in which whoever changes a transaction locks them, too: rows before their accounts.
    effect(sql`select from ${connections} where id = ${place.connectionId}::uuid for no key update`),
    effect(sql`select raise_problem('LF005', ${MOVED}) where not exists (select from ${connections} where ${isStill})`),
    effect(sql`select from ${transactions} where ${named([...rows.keys()])} order by id for no key update`),
    effect(sql`select raise_problem('LF005', ${MOVED}) where exists (
      select from jsonb_to_recordset(${JSON.stringify([...rows].map(([id, version]) => ({ id, version })))}::jsonb) given(id uuid, version int)
      where not exists (select from ${transactions} t where t.id = given.id and t.version = given.version))`),
    effect(sql`select from accounts where connection_id = ${place.connectionId}::uuid order by id for no key update`),
    ...paired.before,
    ...paired.writes,
    ...paired.after,
    ...slices(amountsOf(changed)).map(splitDifferences),
    ...slices(plan.booked).map((some) =>
      updateMany(ctx, transactions, some, { emits: { event: TransactionImported, payload: { matchedPending: true } } }),
    ),
    ...slices(plan.joined).map((some) => updateMany(ctx, transactions, some, updated)),
    ...slices(plan.changed).map((some) => updateMany(ctx, transactions, some, updated)),
    ...slices(plan.back).map((some) =>
      updateMany(ctx, transactions, some, { emits: { event: TransactionEvents.restored } }),
    ),
    ...slices(plan.removed).map((ids) =>
      updateWhere(ctx, transactions, named(ids), removing, { emits: { event: TransactionEvents.deleted } }),
    ),
    ...slices(plan.released).map((some) => updateMany(ctx, transactions, some, updated)),
    ...slices(plan.added).map((some) => insertMany(ctx, transactions, some, { emits: { event: TransactionImported } })),
    update(ctx, connections, sql`${connections.id} = ${place.connectionId}::uuid`, {
      syncCursor: JSON.stringify(place.next),
      lastSyncedAt: now,
    }),
  ] as Query[]);
  return {
    added: plan.added.length,
    joined: plan.joined.length,
    updated: plan.booked.length + plan.changed.length + plan.back.length,
    removed: plan.removed.length + plan.released.length,
  };
}

const amountsOf = (changes: readonly Change[]) =>
  changes.flatMap(({ id, amountCents }) => (typeof amountCents === "number" ? [{ id, amountCents }] : []));

const updated: ManyOptions = { emits: { event: TransactionEvents.updated } };

const slices = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / MAX_ROWS) }, (_, n) => all.slice(n * MAX_ROWS, (n + 1) * MAX_ROWS));

interface Arrived {
  row: Theirs;
  pendingId: string | null;
}

/** A transaction of theirs as a row has it; `id` is the bank's. */
interface Theirs {
  id: string;
  accountId: string;
  householdId: string | null;
  date: string;
  amountCents: number;
  currency: string;
  status: "pending" | "posted";
  merchantName: string | null;
  description: string | null;
  bankCategory: string | null;
}

/** Left out where the account is not kept here, or kept in another currency. */
function readable(ctx: Ctx, one: RemoteTransaction, here: ReadonlyMap<string, Booked>): Arrived[] {
  const account = here.get(one.account_id);
  if (!account) return [];
  const currency = one.iso_currency_code ?? account.currency;
  const amountCents = minorUnits(-one.amount, currency);
  if (
    currency !== account.currency ||
    amountCents === undefined ||
    Math.abs(amountCents) > MOST ||
    isOutOfTime(one.date)
  ) {
    ctx.log("warn", "a transaction of a bank was left out", { accountId: account.id, currency });
    return [];
  }
  const text = one.original_description || one.name;
  const row: Theirs = {
    id: one.transaction_id,
    accountId: account.id,
    householdId: account.householdId,
    date: one.date,
    amountCents,
    currency,
    status: one.pending ? "pending" : "posted",
    merchantName: textOf(one.merchant_name || one.name, 200),
    description: textOf(text, 1_000),
    bankCategory: categoryOf(one),
  };
  return [{ row, pendingId: one.pending_transaction_id ?? null }];
}

/** As much as an amount that a person enters may be. */
const MOST = 10_000_000_000_000;
const isOutOfTime = (date: string) => date < "1900-01-01" || date > "9998-12-31";
/** What Plaid takes it to be for, as narrowly as it says; only as its own words are. */
function categoryOf({ personal_finance_category: category }: RemoteTransaction): string | null {
  const said = category?.detailed ?? category?.primary ?? "";
  return /^[A-Z_]{1,100}$/.test(said) ? said : null;
}
const textOf = (text: string | null | undefined, longest: number) => (text ? clean(text, longest) : "") || null;

const COLUMNS = sql`id, account_id as "accountId", source_account_id as "sourceAccountId", bank_category as "bankCategory", external_id as "externalId", date::text, amount_cents::text as "amountCents", currency,
  status, description, merchant_name as "merchantName", version, deleted_at is not null as "isDeleted", is_from_bank as "isFromBank",
  bank_removed_at is not null as "wasRemovedByBank"`;
const rowsOf = (query: SQL): Read<KnownRow[]> => {
  const asked = read<Omit<KnownRow, "amountCents"> & { amountCents: string }>(query);
  return {
    ...asked,
    decode: (result) => asked.decode(result).map((row) => ({ ...row, amountCents: Number(row.amountCents) })),
  };
};
const listed = (some: readonly string[]) =>
  sql`any(array(select jsonb_array_elements_text(${JSON.stringify(some)}::jsonb)))`;
const idsOf = (paired: Paired) => sql`any(${`{${[...paired.here.values()].map(({ id }) => id).join(",")}}`}::uuid[])`;

/** The rows that the update names by the bank's ids, and those of the accounts that it may say are gone; deleted ones, too. */
function knownRead(paired: Paired, { current, removed, isFull, isComplete }: Update): Read<KnownRow[]> {
  const named = [...current.values()].flatMap((one) => [one.transaction_id, one.pending_transaction_id ?? []].flat());
  const isNamed = sql`external_id = ${listed([...named, ...removed])}`;
  const which = isFull && isComplete ? sql`external_id is not null` : isNamed;
  return rowsOf(
    sql`select ${COLUMNS} from ${transactions} where source_account_id = ${idsOf(paired)} and user_id = ${me} and ${which}`,
  );
}

/** The speaker's rows that may be what has arrived, and that no bank names by an id. */
function looseRead(rows: readonly Theirs[]): Read<KnownRow[]> {
  const days = rows.map(({ date }) => date).sort();
  const [first, last] = [days[0] ?? "1970-01-01", days.at(-1) ?? "1970-01-01"];
  const accountIds = `{${[...new Set(rows.map(({ accountId }) => accountId))].join(",")}}`;
  const amounts = [...new Set(rows.map(({ amountCents }) => amountCents))];
  return rowsOf(sql`select ${COLUMNS} from ${transactions}
    where user_id = ${me} and deleted_at is null and kind = 'ordinary'
      and (external_id is null or starts_with(external_id, ${FORMER}::text))
      and (account_id = any(${accountIds}::uuid[]) or source_account_id = any(${accountIds}::uuid[]) or source_email_id is not null)
      and date between ${first}::date - ${MATCH_DAYS}::int and ${last}::date + ${MATCH_DAYS}::int
      and amount_cents in (select jsonb_array_elements_text(${JSON.stringify(amounts)}::jsonb)::bigint)
    order by id limit ${MAX_LOOSE}::int`);
}

/** More transactions of the same amounts as an update brings than a person has entered before. */
const MAX_LOOSE = 50_000;

type Change = Values<typeof transactions> & { id: string };

interface Plan {
  added: Values<typeof transactions>[];
  /** Pending ones that are posted. */
  booked: Change[];
  joined: Change[];
  changed: Change[];
  /** Removed by the bank before, and there again. */
  back: Change[];
  removed: string[];
  /** Not the bank's any more, but entered or imported by the person. */
  released: Change[];
}

function planned(
  ctx: Ctx,
  arrived: readonly Arrived[],
  known: readonly KnownRow[],
  loose: readonly KnownRow[],
  given: Update,
): Plan {
  const byId = new Map(known.map((row) => [`${row.sourceAccountId} ${row.externalId}`, row]));
  const of = ({ accountId }: Theirs, id: string | null) => (id === null ? undefined : byId.get(`${accountId} ${id}`));
  const plan: Plan = { added: [], booked: [], joined: [], changed: [], back: [], removed: [], released: [] };
  const kept = new Set<string>();
  const unknown: Theirs[] = [];
  for (const { row: theirs, pendingId } of arrived) {
    const same = of(theirs, theirs.id);
    const row = same ?? of(theirs, pendingId);
    if (!row || kept.has(row.id)) {
      if (!row) unknown.push(theirs);
      continue;
    }
    kept.add(row.id);
    // What a person has deleted stays deleted.
    if (row.isDeleted && !row.wasRemovedByBank) continue;
    const values = {
      id: row.id,
      ...factsOf(theirs),
      description: theirs.description ?? row.description,
      bankCategory: theirs.bankCategory ?? row.bankCategory,
    };
    if (row.isDeleted) plan.back.push({ ...values, deletedAt: null, bankRemovedAt: null } as Change);
    else if (!same && row.status === "pending") plan.booked.push(values);
    else if (!isEqual(row, theirs)) plan.changed.push(values);
  }
  const joins = matched(unknown, loose);
  for (const theirs of unknown) {
    const row = joins.get(theirs.id);
    if (row) {
      kept.add(row.id);
      const { merchantName, description } = row;
      const texts = {
        merchantName: merchantName ?? theirs.merchantName,
        description: description ?? theirs.description,
        bankCategory: theirs.bankCategory ?? row.bankCategory,
      };
      // Where its person has moved it, it stays.
      const accountId = row.sourceAccountId === theirs.accountId ? row.accountId : theirs.accountId;
      plan.joined.push({ id: row.id, ...factsOf(theirs), ...texts, accountId, sourceAccountId: theirs.accountId });
    } else {
      const { id: externalId, ...values } = theirs;
      plan.added.push({ id: uuidv7(ctx.now()), externalId, isFromBank: true, ...values });
    }
  }
  const gone = known.filter((row) => isGone(row) && !row.isDeleted && !kept.has(row.id));
  plan.removed = gone.filter(({ isFromBank }) => isFromBank).map(({ id }) => id);
  plan.released = gone.filter(({ isFromBank }) => !isFromBank).map(({ id }) => ({ id, externalId: null }));
  return plan;

  function isGone({ externalId, sourceAccountId, date }: KnownRow): boolean {
    if (externalId !== null && given.removed.has(externalId)) return true;
    if (!given.isFull || !given.isComplete || externalId === null || given.current.has(externalId)) return false;
    // A new link may reach less far back than the one before.
    return !externalId.startsWith(FORMER) || date >= oldestOn(sourceAccountId);
  }
  function oldestOn(accountId: string | null): string {
    const days = arrived.filter(({ row }) => row.accountId === accountId).map(({ row }) => row.date);
    return days.reduce((oldest, day) => (day < oldest ? day : oldest), "9999-12-31");
  }
}

const factsOf = ({ id, date, amountCents, currency, status }: Theirs) => ({
  externalId: id,
  date,
  amountCents,
  currency,
  status,
});

const isEqual = (row: KnownRow, { id, date, amountCents, currency, status, description, bankCategory }: Theirs) =>
  row.externalId === id &&
  row.date === date &&
  row.amountCents === amountCents &&
  row.currency === currency &&
  row.status === status &&
  (description === null || row.description === description) &&
  (bankCategory === null || row.bankCategory === bankCategory);

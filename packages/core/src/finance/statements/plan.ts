/** What becomes of the rows of a bank's file: looked up together, decided one after the other. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { mainCurrency, openAccounts } from "#core/finance/accounts";
import { accounts } from "#core/finance/accounts.sql";
import { budgetCategories } from "#core/finance/budgets.sql";
import { statementReasons } from "#core/finance/sayings";
import { joinsOf, type Other, othersRead } from "#core/finance/statements/joins";
import { minorUnits } from "#core/finance/statements/money";
import {
  type FileAccount,
  type FileCategory,
  type FilePayment,
  type FileRow,
  ownNumber,
  sameText,
} from "#core/finance/statements/row";
import type { targets } from "#core/finance/statements/targets";
import { transactions } from "#core/finance/transactions.sql";
import type { Decision, Planned, Planning } from "#core/ingest/importer";
import { rowReasons } from "#core/ingest/sayings";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import type { Saying } from "#kit/saying";
import { me } from "#kit/table";

type Decided = Decision<typeof targets>;
type Options = { accountId?: string };

export interface Identities {
  /** What files these rows are of: each kind has a booking once. */
  kind: string;
  accountIdentity(key: string): string;
  categoryIdentity(path: readonly string[]): string;
  identity(row: FileRow, options: Options): string | undefined;
  refersTo(row: FileRow, options: Options): readonly string[];
}

export async function plan(
  { ctx, options, rows, recognized }: Planning<FileRow, Options>,
  identities: Identities,
): Promise<Decided[]> {
  const accountOf = ({ row, idOf }: Planned<FileRow>) =>
    row.what !== "payment"
      ? undefined
      : (options.accountId ?? (row.account && idOf(identities.accountIdentity(row.account))));
  const asked = rows.map((planned) => {
    const { row, idOf, occurrence } = planned;
    const accountId = accountOf(planned);
    if (row.what !== "payment" || !accountId) return { accountId };
    const other = row.transferTo && idOf(identities.accountIdentity(row.transferTo));
    return { accountId, other: other === accountId ? undefined : other, hash: hashOf(accountId, row, occurrence) };
  });
  const { others: elsewhere, ...here } = await lookUp(ctx, rows, asked, { ...options, kind: identities.kind });
  const joins = joined(rows, asked, here, elsewhere, recognized);
  const sides = new Map<string, Side[]>();
  /** What turns out to be something else than a new thing, and whether a row refers to it: that and the later ones are decided anew. */
  const others = new Set<string>();
  let isAnew = false;
  return rows.map((planned, at): Decided => {
    const { row } = planned;
    if (row.what !== "payment") {
      const decision =
        row.what === "account"
          ? ofAccount(planned, row, { here, options })
          : ofCategory(planned, row, { here, identities });
      if (decision.action !== "write") others.add(identities.identity(row, options) ?? "");
      return decision;
    }
    if (row.skip) return { action: "skip", reason: row.skip };
    isAnew ||= identities.refersTo(row, options).some((one) => others.has(one));
    const one = { ...asked[at]!, here, identities, options, sides: isAnew ? undefined : sides };
    return ofPayment(planned, row, { ...one, joined: joins.get(at) });
  });
}

/** By the places of the payments, those that another source has told of. */
function joined(
  rows: readonly Planned<FileRow>[],
  asked: readonly Asked[],
  here: Here,
  others: readonly Other[],
  recognized: ReadonlySet<string>,
) {
  const known = new Set(recognized);
  const bookings = rows.flatMap(({ row }, at) => {
    const { accountId, hash } = asked[at]!;
    if (row.what !== "payment" || row.skip || !accountId) return [];
    const is = row.ownId && here.own.has(row.ownId) ? row.ownId : here.hashes.get(`${accountId} ${hash}`);
    if (is) known.add(is);
    const currency = row.currency ?? here.accounts.get(accountId)?.currency;
    const amountCents = currency && minorUnits(row.amount, currency);
    return is || !currency || typeof amountCents !== "number" ? [] : [{ at, accountId, amountCents, currency, row }];
  });
  return joinsOf(
    bookings,
    others.filter(({ id }) => !known.has(id)),
  );
}

const hashOf = (accountId: string, row: FilePayment, occurrence: number) => {
  const { reference, date, amount, payee = "", description = "" } = row;
  const text = reference === undefined ? [sameText(payee), sameText(description)] : [reference];
  return createHash("sha256")
    .update(JSON.stringify([accountId, date, amount, ...text, occurrence]))
    .digest("hex");
};

interface Account {
  id: string;
  name: string;
  currency: string;
  householdId: string | null;
  /** The first day of which its bank tells by itself. */
  bankSince: string | null;
}

interface Side {
  id: string;
}

interface Here {
  accounts: ReadonlyMap<string, Account>;
  /** Own open accounts by what they are called. */
  named: ReadonlyMap<string, Account>;
  currency: string;
  categories: ReadonlyMap<string, string>;
  /** Transactions by their hashes in their accounts, and those with the ids that the file names. */
  hashes: ReadonlyMap<string, string>;
  own: ReadonlySet<string>;
  /** Transactions that may be the other side of a transfer. */
  sides: Map<string, Side[]>;
}

interface Asked {
  accountId?: string;
  other?: string;
  hash?: string;
}

const sideKey = (accountId: string, date: string, amountCents: number) => `${accountId} ${date} ${amountCents}`;

/** More accounts and categories than people have. */
const MAX_ACCOUNTS = 500;
const MAX_CATEGORIES = 2_000;

async function lookUp(
  ctx: Ctx,
  rows: readonly Planned<FileRow>[],
  asked: readonly Asked[],
  options: Options & { kind: string },
): Promise<Here & { others: Other[] }> {
  const ids = JSON.stringify([
    ...new Set(asked.flatMap(({ accountId }) => accountId ?? []).concat(options.accountId ?? [])),
  ]);
  const hashes = JSON.stringify(
    asked.flatMap(({ accountId, hash }) => (accountId && hash ? [{ a: accountId, h: hash }] : [])),
  );
  const own = JSON.stringify(rows.flatMap(({ row }) => (row.what === "payment" && row.ownId ? [row.ownId] : [])));
  const others = JSON.stringify(
    rows.flatMap(({ row }, at) =>
      row.what === "payment" && asked[at]!.other ? [{ a: asked[at]!.other, d: row.date }] : [],
    ),
  );
  // Of an account that somebody else has granted, the household may be another one than the person's own.
  const account = sql`id, name, currency, case when household_id = any(my_households()) then household_id end as "householdId",
    case when connection_id is not null then (
      select min(t.date)::text from ${transactions} t where t.account_id = accounts.id and t.is_from_bank and t.deleted_at is null) end as "bankSince"`;
  const payments = rows.flatMap(({ row }, at) => {
    const { accountId } = asked[at]!;
    return row.what === "payment" && !row.skip && accountId ? [{ accountId, row }] : [];
  });
  const [found, mine, open, categories, known, exported, sides, elsewhere] = await ctx.db.batch([
    read<Account>(sql`
      select ${account} from ${accounts} where deleted_at is null and id = any(array(select one::uuid from jsonb_array_elements_text(${ids}::jsonb) one))`),
    read<Account>(sql`
      select ${account} from ${accounts} where user_id = ${me} and deleted_at is null and not is_closed order by id desc limit ${sql.raw(String(MAX_ACCOUNTS))}`),
    openAccounts(),
    read<{ id: string; path: string }>(sql`
      with recursive c as (
        select id, name, name as path, 1 as depth from ${budgetCategories}
          where user_id = ${me} and household_id is null and deleted_at is null and parent_id is null
        union all select b.id, b.name, c.path || ':' || b.name, c.depth + 1 from ${budgetCategories} b join c on b.parent_id = c.id
          where b.user_id = ${me} and b.household_id is null and b.deleted_at is null and c.depth < 10)
      select id, path from c order by id desc limit ${sql.raw(String(MAX_CATEGORIES))}`),
    read<{ id: string; accountId: string; hash: string }>(sql`
      select t.id, t.source_account_id as "accountId", t.import_hash as hash from ${transactions} t
      join jsonb_to_recordset(${hashes}::jsonb) g (a uuid, h text) on t.source_account_id = g.a and t.import_hash = g.h where t.deleted_at is null`),
    // An array, because by a query PostgreSQL looks through all of a person's transactions, also where the file names none.
    read<{ id: string }>(sql`
      select id from ${transactions} where deleted_at is null and id = any(array(select one::uuid from jsonb_array_elements_text(${own}::jsonb) one))`),
    read<{ id: string; accountId: string; date: string; amountCents: number }>(sql`
      select distinct t.id, t.account_id as "accountId", t.date::text as date, t.amount_cents::float8 as "amountCents" from ${transactions} t
      join jsonb_to_recordset(${others}::jsonb) g (a uuid, d date) on t.account_id = g.a and t.date = g.d
      where t.user_id = ${me} and t.deleted_at is null and t.transfer_pair_id is null order by t.id`),
    othersRead(ctx, { kind: options.kind, into: options.accountId }, payments),
  ]);
  return {
    others: elsewhere,
    accounts: new Map(found.map((one) => [one.id, one])),
    named: new Map(mine.map((one) => [sameText(one.name), one])),
    currency: mainCurrency(open) ?? "USD",
    categories: new Map(categories.map(({ id, path }) => [sameText(path), id])),
    hashes: new Map(known.map(({ id, accountId, hash }) => [`${accountId} ${hash}`, id])),
    own: new Set(exported.map(({ id }) => id)),
    sides: Map.groupBy(
      sides.map(({ id, accountId, date, amountCents }) => ({
        id,
        key: sideKey(accountId, date, amountCents),
      })),
      ({ key }) => key,
    ),
  };
}

/** An account of the file: that which was chosen for it, one here that is called like it, or a new one. */
function ofAccount(
  planned: Planned<FileRow>,
  { account, isOther }: { account: FileAccount; isOther?: boolean },
  { here, options }: { here: Here; options: Options },
): Decided {
  if (options.accountId) {
    if (!here.accounts.has(options.accountId)) return { action: "refuse", reason: statementReasons("account_gone") };
    if (isOther) return { action: "skip", reason: statementReasons("account_other") };
    const is = { entityType: "account", entityId: options.accountId };
    return { action: "skip", reason: statementReasons("account_chosen"), is };
  }
  const same = account.isNamed
    ? here.named.get(sameText(account.name))
    : [...here.named.values()].find(({ id }) => ownNumber(id) === account.ownId);
  if (same)
    return {
      action: "skip",
      reason: statementReasons("account_here"),
      is: { entityType: "account", entityId: same.id },
    };
  const { name, institution, type, currency = here.currency } = account;
  return {
    action: "write",
    writes: [{ create: "account", id: planned.idFor(), values: { name, institution, type, currency } }],
  };
}

function ofCategory(
  planned: Planned<FileRow>,
  { path, kind }: FileCategory,
  { here, identities }: { here: Here; identities: Identities },
): Decided {
  const same = here.categories.get(sameText(path.join(":")));
  if (same)
    return {
      action: "skip",
      reason: statementReasons("category_here"),
      is: { entityType: "budget_category", entityId: same },
    };
  const parentId = path.length > 1 ? categoryId(path.slice(0, -1), planned, { here, identities }) : undefined;
  const values = { name: path.at(-1)!, kind, parentId };
  return { action: "write", writes: [{ create: "budget_category", id: planned.idFor(), values }] };
}

const categoryId = (
  path: readonly string[] | undefined,
  { idOf }: Planned<FileRow>,
  { here, identities }: { here: Here; identities: Identities },
): string | undefined =>
  path && (here.categories.get(sameText(path.join(":"))) ?? idOf(identities.categoryIdentity(path)));

function ofPayment(
  planned: Planned<FileRow>,
  row: FilePayment,
  at: Asked & {
    here: Here;
    identities: Identities;
    options: Options;
    sides: Map<string, Side[]> | undefined;
    joined: Other | undefined;
  },
): Decided {
  const { here, accountId, hash } = at;
  const refuse = (reason: Saying): Decided => ({ action: "refuse", reason });
  const isHere = (entityId: string): Decided => ({
    action: "skip",
    reason: rowReasons("is_here"),
    is: { entityType: "transaction", entityId },
  });
  if (row.ownId && here.own.has(row.ownId)) return isHere(row.ownId);
  if (at.options.accountId && row.isOther) return refuse(statementReasons("account_other"));
  if (!accountId) return refuse(statementReasons(row.account ? "account_gone" : "account_unsaid"));
  const known = here.hashes.get(`${accountId} ${hash}`);
  if (known) return isHere(known);
  // In a dry run an account that would be made is not there.
  const account = here.accounts.get(accountId);
  if (!account && at.options.accountId) return refuse(statementReasons("account_gone"));
  // Else all of it would be there twice: the bank has no reference in common with its own files.
  if (account?.bankSince && row.date >= account.bankSince)
    return { action: "skip", reason: statementReasons("bank_tells", { day: account.bankSince }) };
  const own = account?.currency ?? row.accountCurrency ?? here.currency;
  const currency = row.currency ?? own;
  if (currency !== own) return refuse(statementReasons("account_currency", { currency, other: own }));
  const amountCents = minorUnits(row.amount, currency);
  if (typeof amountCents !== "number") return refuse(amountCents);
  if (at.joined) return ofOther(at.joined, isHere);
  const id = planned.idFor();
  const splits = splitsOf(planned, row, { id, amountCents, currency, ...at });
  if ("code" in splits) return refuse(splits);
  const values = {
    accountId,
    householdId: account?.householdId ?? undefined,
    date: row.date,
    merchantName: row.payee,
    description: row.description,
    amountCents,
    currency,
    notes: row.notes,
    budgetCategoryId: categoryId(row.category, planned, at),
    importHash: hash,
    isSplit: splits.length > 0,
  };
  const creation = { create: "transaction" as const, id, values, ...(splits.length > 0 && { parts: { splits } }) };
  pair(creation, row, { ...at, amountCents });
  return { action: "write", writes: [creation] };
}

/** What another source has told of stays as it is, but that it is booked; what was deleted stays deleted. */
function ofOther({ id, version, isPending, isMine, isDeleted }: Other, isHere: (id: string) => Decided): Decided {
  if (isDeleted) {
    const is = { entityType: "transaction", entityId: id };
    return { action: "skip", reason: rowReasons("imported_and_deleted"), is };
  }
  if (!isPending || !isMine) return isHere(id);
  return { action: "write", writes: [{ update: "transaction", id, version, values: { status: "posted" } }] };
}

/** The other side of a transfer of the file, in this flight or one before, and this one know each other. */
function pair(
  { id, values }: Side & { values: { accountId: string; transferPairId?: string } },
  { date, account = "", transferTo }: FilePayment,
  {
    other,
    amountCents,
    here,
    sides,
  }: Asked & { amountCents: number; here: Here; sides: Map<string, Side[]> | undefined },
) {
  if (!transferTo || !sides || amountCents === 0) return;
  const before = other && here.sides.get(sideKey(other, date, -amountCents))?.shift();
  const made = before || (other && sides.get(`${sideKey(other, date, -amountCents)} ${account}`)?.shift());
  if (!made) {
    // The other account may come later in the file.
    const key = `${sideKey(values.accountId, date, amountCents)} ${transferTo}`;
    sides.set(key, [...(sides.get(key) ?? []), { id }]);
    return;
  }
  // The database has the other one name this one, too, and frees it when this one goes.
  values.transferPairId = made.id;
}

function splitsOf(
  planned: Planned<FileRow>,
  row: FilePayment,
  {
    id,
    amountCents,
    currency,
    here,
    identities,
  }: { id: string; amountCents: number; currency: string; here: Here; identities: Identities },
) {
  const splits: {
    transactionId: string;
    position: number;
    budgetCategoryId?: string;
    amountCents: number;
    note?: string;
  }[] = [];
  for (const [position, { amount, category, note }] of (row.splits ?? []).entries()) {
    const cents = minorUnits(amount, currency);
    if (typeof cents !== "number") return cents;
    const budgetCategoryId = categoryId(category, planned, { here, identities });
    splits.push({ transactionId: id, position, budgetCategoryId, amountCents: cents, note });
  }
  const sum = splits.reduce((total, { amountCents: part }) => total + part, 0);
  return splits.length > 0 && sum !== amountCents ? statementReasons("splits_differ") : splits;
}

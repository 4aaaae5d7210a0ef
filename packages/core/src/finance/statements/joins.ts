/**
 * Payments that another source has told of: one that came as OFX and comes as CSV, or was entered by hand or brought by Plaid before, is one.
 * They are known by account, day and amount, as many of them as there are; where some are called alike, those belong together. What the same
 * kind of file has brought is told by its own reference or text and is never joined here, so that two equal coffees of one day stay two.
 */
import { type SQL, sql } from "drizzle-orm";
import { type Kept, matched } from "#core/finance/matching";
import { minorUnits } from "#core/finance/statements/money";
import type { FilePayment } from "#core/finance/statements/row";
import { transactions } from "#core/finance/transactions.sql";
import { importJobs, importRows } from "#core/ingest/import-jobs.sql";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** A transaction that is here, or was until its person has deleted it. */
export interface Other extends Kept {
  /** Whether a file of this kind has told of it, and whether one did that was imported into the same account. */
  isTold: boolean;
  isToldHere: boolean;
  version: number;
  isPending: boolean;
  isMine: boolean;
  isDeleted: boolean;
}

/** A payment of the file that nothing is known of, by its place among those that are asked about. */
export interface Booking {
  at: number;
  accountId: string;
  amountCents: number;
  currency: string;
  row: FilePayment;
}

/** More of the same days and amounts than accounts have. */
const MAX_OTHERS = 20_000;
/** One currency for each number of decimals, since that of an account is not known yet when it is looked up. */
const EACH_EXPONENT = ["JPY", "USD", "BHD", "CLF"];

/** Those of the accounts that have a day and an amount of the payments. */
export function othersRead(
  ctx: Ctx,
  { kind, into }: { kind: string; into: string | undefined },
  asked: readonly { accountId: string; row: FilePayment }[],
): Read<Other[]> {
  const given = (values: readonly (string | number)[]) => JSON.stringify([...new Set(values)]);
  const accountIds = given(asked.map(({ accountId }) => accountId));
  const days = given(asked.map(({ row }) => row.date));
  const amounts = given(
    asked.flatMap(({ row }) => EACH_EXPONENT.map((currency) => minorUnits(row.amount, currency)).filter(isNumber)),
  );
  const among = (accountIn: SQL) => sql`
    select t.* from ${transactions} t where ${accountIn} and t.kind = 'ordinary'
      and t.date = any(array(select jsonb_array_elements_text(${days}::jsonb)::date))
      and t.amount_cents = any(array(select jsonb_array_elements_text(${amounts}::jsonb)::bigint))`;
  const ids = sql`any(array(select jsonb_array_elements_text(${accountIds}::jsonb)::uuid))`;
  const rowsOf = sql`select from ${importRows} r join ${importJobs} j on j.id = r.import_job_id
    where r.entity_id = t.id and r.part = 0 and r.undo is distinct from 'removed'`;
  const told = sql`${rowsOf} and j.kind = ${kind} and (not r.is_dry_run or j.id = ${ctx.requestId}::uuid)`;
  return read<Other>(sql`
    select t.id, t.account_id as "accountId", t.source_account_id as "sourceAccountId", t.date::text as date, t.amount_cents::float8 as "amountCents",
      t.currency, t.merchant_name as "merchantName", t.description, t.version, t.status = 'pending' as "isPending", t.user_id = ${me} as "isMine",
      t.deleted_at is not null as "isDeleted", exists (${told}) as "isTold", exists (${told} and j.options ->> 'accountId' = ${into ?? null}::text) as "isToldHere"
    from (${among(sql`t.account_id = ${ids}`)} union all
      ${among(sql`t.source_account_id = ${ids} and t.account_id is distinct from t.source_account_id`)}) t
    where (t.deleted_at is null or (t.external_id is not null and t.bank_removed_at is null) or exists (${rowsOf} and not r.is_dry_run))
    order by t.id limit ${sql.raw(String(MAX_OTHERS))}`);
}

const isNumber = (value: unknown): value is number => typeof value === "number";

/** By the places of the payments, which transaction each is. */
export function joinsOf(bookings: readonly Booking[], others: readonly Other[]): ReadonlyMap<number, Other> {
  // What a file that names no account has told of for one account, it may tell of for the one to which that was moved.
  const isNamed = bookings.some(({ row }) => row.account !== undefined);
  const open = others.filter(({ isTold, isToldHere }) => !(isNamed ? isTold : isToldHere));
  if (open.length === 0) return new Map();
  const theirs = bookings.map(({ at, accountId, amountCents, currency, row }) => ({
    id: String(at).padStart(6, "0"),
    accountId,
    date: row.date,
    amountCents,
    currency,
    merchantName: row.payee ?? null,
    description: row.description ?? null,
  }));
  const found = matched(theirs, [...new Map(open.map((one) => [one.id, one])).values()], { isExact: true });
  return new Map([...found].map(([id, other]) => [Number(id), other]));
}

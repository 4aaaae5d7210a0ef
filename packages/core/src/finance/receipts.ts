/** Turns a receipt into a transaction: completes the row that the bank has announced or posted, or adds a new one. */

import { and, asc, between, desc, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { openAccounts, payingAccount } from "#core/finance/accounts";
import { accounts } from "#core/finance/accounts.sql";
import { AccountEvents, TransactionImported } from "#core/finance/events";
import { importHash, isOfShop, notesOf, type PurchaseMail, sameness } from "#core/finance/receipt-identity";
import { financeRefusals } from "#core/finance/sayings";
import { splitDifferences } from "#core/finance/splits";
import { receiptItems, transactions } from "#core/finance/transactions.sql";
import { normalizedName } from "#core/household/vendor-names";
import { addVendor, type NamedVendor, ownVendorId, vendorNamed } from "#core/household/vendors";
import { zoneRead } from "#core/identity/zone";
import type { Receipt } from "#core/ingest/receipts/receipt";
import { inTurn } from "#core/platform/in-turn";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { db, effect, read, type Write } from "#kit/db";
import { derivedId } from "#kit/ids";
import { raised } from "#kit/saying";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

export interface ReceiptMail extends PurchaseMail {
  /** When the merchant sent it, if known: an ISO 8601 instant. */
  receivedAt: string;
}

export interface Booking {
  transactionId: string;
  outcome: "created" | "completed" | "known";
}

type Transaction = Row<typeof transactions>;

/** The most days between a purchase and the bank's date for it. */
const MATCH_DAYS = 5;
/** Banks date no payment before the purchase, except by a difference around midnight. */
const POSTED_EARLY_DAYS = 1;
/** The most days between the mails about one order: its confirmation, its dispatch, its invoice. */
const SAME_ORDER_DAYS = 30;
/** The most that a tip adds to the authorized amount, as a fraction. */
const MAX_TIP = 0.3;
/** The most candidate rows that are read. */
const MAX_CANDIDATES = 50;

/**
 * Books a receipt as the speaker's spending, in two flights. Its content was written by a stranger and is used as text and
 * numbers only. Booking the same purchase again finds the transaction of the first time, even if that has been deleted since: by
 * the same message, the same receipt sent again or forwarded, or another mail about the same order.
 *
 * A race with another change of the bank's row, or with another booking of the same purchase, fails with a conflict and changes
 * nothing; a retry then finds the new state.
 */
export async function bookReceipt(ctx: Ctx, mail: ReceiptMail): Promise<Booking> {
  const { receipt } = mail;
  const cashId = derivedId(ctx.actor.userId, `cash ${receipt.currency}`);
  const [zone, open, vendor, candidates, seen, usedUp] = await ctx.db.batch([
    zoneRead(),
    openAccounts(),
    vendorNamed(receipt.merchant),
    bankQuery(ctx, receipt),
    seenQuery(ctx, mail),
    read<{ id: string }>(
      sql`select id from accounts where id = ${cashId}::uuid and (deleted_at is not null or is_closed or currency <> ${receipt.currency})`,
    ),
  ]);
  const before = seen.find((one) => sameness(one, mail, vendor) === "same");
  if (before) return { transactionId: before.id, outcome: "known" };
  // The earliest order that has no invoice yet.
  const ordered = seen.findLast((one) => sameness(one, mail, vendor) === "completes");
  if (ordered) {
    await ctx.db.batch([...onlyOne(ctx, receipt, seen), remembered(ctx, ordered, receipt)]);
    return { transactionId: ordered.id, outcome: "known" };
  }

  const banked = bestMatch(candidates, receipt, vendor);
  const account = banked ? undefined : payingAccount(open, receipt.currency);
  // A deleted or closed cash account is not reopened; another one is created.
  const newAccountId = usedUp.length > 0 ? undefined : cashId;
  const purchasedAt = purchaseInstant(mail, zone);
  const writes = vendorWrites(ctx, receipt, vendor);
  const common = { ...mail, vendorId: writes.vendorId, purchasedAt };

  const alone = onlyOne(ctx, receipt, seen);
  if (banked) {
    await ctx.db.batch([
      ...alone,
      ...writes.statements,
      splitDifferences([{ id: banked.id, amountCents: -receipt.totalCents }]),
      completion(ctx, banked, common),
      itemsOf(banked.id, receipt),
    ]);
    return { transactionId: banked.id, outcome: "completed" };
  }
  const transactionId = derivedId(mail.emailId, "transaction");
  const cash = account ? [] : [cashAccount(ctx, newAccountId, receipt.currency)];
  const accountId = account?.id ?? newAccountId ?? newestCash(receipt.currency);
  await ctx.db.batch([
    ...alone,
    ...writes.statements,
    ...cash,
    creation(ctx, transactionId, accountId, common),
    itemsOf(transactionId, receipt),
  ]);
  return { transactionId, outcome: "created" };
}

/**
 * The bank's rows around this day: pending ones with this amount or with what it was before a tip, and posted ones with this
 * amount. A row that a receipt has completed before refers to its mail.
 */
function bankQuery(ctx: Ctx, { totalCents, currency, date }: Receipt) {
  const beforeTip = Math.ceil(totalCents / (1 + MAX_TIP));
  return db
    .select()
    .from(transactions)
    .where(
      and(
        eq(transactions.userId, ctx.actor.userId),
        eq(transactions.currency, currency),
        isNull(transactions.sourceEmailId),
        isNull(transactions.deletedAt),
        eq(transactions.kind, "ordinary"),
        lte(transactions.date, shiftedDay(date, MATCH_DAYS)),
        or(
          and(
            eq(transactions.status, "pending"),
            gte(transactions.date, shiftedDay(date, -MATCH_DAYS)),
            between(transactions.amountCents, -totalCents, -Math.min(totalCents, beforeTip)),
          ),
          and(
            eq(transactions.status, "posted"),
            gte(transactions.date, shiftedDay(date, -POSTED_EARLY_DAYS)),
            eq(transactions.amountCents, -totalCents),
          ),
        ),
      ),
    )
    .orderBy(asc(transactions.id))
    .limit(MAX_CANDIDATES);
}

/** Transactions of earlier mails that are the same message or may be about the same purchase, deleted ones included. */
function seenQuery(ctx: Ctx, mail: ReceiptMail) {
  const { receipt, emailId, messageId } = mail;
  const ownAccounts = db.select({ id: accounts.id }).from(accounts).where(eq(accounts.userId, ctx.actor.userId));
  return db
    .select()
    .from(transactions)
    .where(
      and(
        eq(transactions.userId, ctx.actor.userId),
        or(
          eq(transactions.sourceEmailId, emailId),
          eq(transactions.id, derivedId(emailId, "transaction")),
          and(inArray(transactions.accountId, ownAccounts), eq(transactions.importHash, importHash(messageId))),
          aboutThis(receipt),
        ),
      ),
    )
    .orderBy(desc(transactions.id))
    .limit(MAX_CANDIDATES);
}

/** Booked from a mail with this amount, within the days in which mails about one order arrive. */
const aboutThis = (receipt: Receipt) =>
  and(
    between(transactions.date, shiftedDay(receipt.date, -SAME_ORDER_DAYS), shiftedDay(receipt.date, SAME_ORDER_DAYS)),
    eq(transactions.amountCents, -receipt.totalCents),
    eq(transactions.currency, receipt.currency),
    or(isNotNull(transactions.importHash), isNotNull(transactions.sourceEmailId)),
  );

/**
 * Lets one booking of a person run at a time, and fails if a mail with this amount was booked since `seen` was read: of two
 * simultaneous mails about one purchase, the second is retried and then finds the first.
 */
function onlyOne(ctx: Ctx, receipt: Receipt, seen: Transaction[]): Write<unknown>[] {
  const known = sql.param(JSON.stringify(seen.map(({ id }) => id)));
  return [
    inTurn(`receipts ${ctx.actor.userId}`),
    effect(sql`
      select raise_problem('LF005', ${raised(financeRefusals("receipt_meanwhile"))})
      where exists (
        select from ${transactions}
        where ${transactions.userId} = ${me} and ${aboutThis(receipt)}
          and not ${known}::jsonb ? ${transactions.id}::text
      ) and ${seen.length < MAX_CANDIDATES}`),
  ];
}

/**
 * The row of the same shop that is nearest in days: a pending one with this amount, else a posted one, else the only pending row
 * to which a tip was added. Undefined when several are equally near.
 */
function bestMatch(rows: Transaction[], receipt: Receipt, vendor: NamedVendor | undefined): Transaction | undefined {
  const distance = (row: Transaction) => Math.abs(Date.parse(row.date) - Date.parse(receipt.date));
  const ofShop = rows.filter((row) => isOfShop(row, receipt, vendor)).sort((a, b) => distance(a) - distance(b));
  const exact = ofShop.filter((row) => row.amountCents === -receipt.totalCents);
  const tipped = ofShop.filter((row) => row.amountCents !== -receipt.totalCents);
  return exact.find(({ status }) => status === "pending") ?? exact[0] ?? (tipped.length === 1 ? tipped[0] : undefined);
}

/** The vendor's id, and the write that adds the vendor to the own household if necessary. */
function vendorWrites(ctx: Ctx, receipt: Receipt, vendor: NamedVendor | undefined) {
  if (vendor && !vendor.isGlobal) return { statements: [], vendorId: vendor.id };
  const name = vendor?.name ?? receipt.merchant;
  if (normalizedName(name) === "") return { statements: [], vendorId: null };
  return { statements: [addVendor(ctx, name, vendor?.id ?? null)], vendorId: ownVendorId(name) };
}

interface Common extends ReceiptMail {
  vendorId: string | SQL | null;
  purchasedAt: string | undefined;
}

/** Adds the receipt's data to the bank's row; the bank's data stay, except that a tip is added to the amount. */
function completion(ctx: Ctx, row: Transaction, { receipt, emailId, messageId, vendorId, purchasedAt }: Common) {
  return update(
    ctx,
    transactions,
    and(eq(transactions.id, row.id), eq(transactions.version, row.version), isNull(transactions.deletedAt)),
    {
      vendorId: row.vendorId ?? vendorId,
      merchantName: row.merchantName ?? receipt.merchant,
      amountCents: -receipt.totalCents,
      sourceEmailId: emailId,
      // An imported bank file recognizes the row by the hash that it gave it.
      importHash: row.importHash ?? importHash(messageId),
      notes: [row.notes, ...notesOf(receipt)].filter((note) => note).join("\n") || null,
    },
    {
      emits: {
        event: TransactionImported,
        payload: { matchedPending: row.status === "pending", sellsFood: receipt.sellsFood, purchasedAt },
      },
      orConflict: "The transaction has changed meanwhile.",
    },
  );
}

/** Adds the numbers of a second mail about the same purchase. A deleted row emits no event. */
function remembered(ctx: Ctx, row: Transaction, receipt: Receipt) {
  return update(
    ctx,
    transactions,
    and(eq(transactions.id, row.id), eq(transactions.version, row.version)),
    { notes: [row.notes, ...notesOf(receipt)].filter((note) => note).join("\n") },
    { orConflict: "The transaction has changed meanwhile." },
  );
}

function creation(
  ctx: Ctx,
  id: string,
  accountId: string | SQL,
  { receipt, emailId, messageId, vendorId, purchasedAt }: Common,
): Write<Transaction> {
  return insert(
    ctx,
    transactions,
    {
      id,
      accountId,
      date: receipt.date,
      merchantName: receipt.merchant,
      vendorId,
      amountCents: -receipt.totalCents,
      currency: receipt.currency,
      status: "posted",
      sourceEmailId: emailId,
      importHash: importHash(messageId),
      notes: notesOf(receipt).join("\n") || null,
    },
    {
      emits: {
        event: TransactionImported,
        payload: { matchedPending: false, sellsFood: receipt.sellsFood, purchasedAt },
      },
    },
  );
}

/** A cash account for somebody who has none with this currency. Its id is fixed, so that two simultaneous bookings create one. */
function cashAccount(ctx: Ctx, id: string | undefined, currency: string) {
  return insert(
    ctx,
    accounts,
    { ...(id && { id }), name: "Cash", type: "cash", currency },
    { emits: { event: AccountEvents.created }, onConflict: "nothing" },
  );
}

const newestCash = (currency: string) =>
  sql`(select a.id from accounts a where a.user_id = ${me} and a.type = 'cash' and a.currency = ${currency} and a.deleted_at is null and not a.is_closed order by a.id desc limit 1)`;

/** The printed lines, in order; a row that has items already keeps those. One statement, safe to repeat. */
function itemsOf(transactionId: string, { items }: Receipt): Write<undefined> {
  const rows = items.map((item, position) => ({ position, ...item }));
  return effect(sql`
    insert into ${receiptItems} (transaction_id, position, name, quantity, unit, amount_cents)
    select ${transactionId}::uuid, r.position, r.name, r.quantity, r.unit, r."amountCents"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(position int, name text, quantity numeric, unit text, "amountCents" bigint)
    where not exists (select from receipt_items before where before.transaction_id = ${transactionId}::uuid)
    on conflict do nothing`);
}

const DAY_MS = 24 * 3_600_000;
const shiftedDay = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * When the purchase was made. A printed time is on the buyer's clock, and at most the moment at which the receipt was sent; a
 * receipt without a time that was sent on the day of the purchase counts as sent at once.
 */
function purchaseInstant({ receipt, receivedAt }: ReceiptMail, zone: string): string | undefined {
  const sentOn = localDay(receivedAt, zone);
  if (receipt.timeOfDay === undefined) return sentOn === receipt.date ? receivedAt : undefined;
  const printed = instantOf(receipt.date, receipt.timeOfDay, zone);
  return printed > receivedAt && sentOn === receipt.date ? receivedAt : printed;
}

const localDay = (instant: string, zone: string) =>
  // The Swedish locale formats dates as ISO 8601 does.
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date(instant));

/** The instant of a wall-clock time; a time that a change of clocks skips counts as the time after the gap. */
function instantOf(day: string, time: string, zone: string): string {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  const offset = (at: number) => Date.parse(`${format.format(at).replace(" ", "T")}Z`) - at;
  // The offset at that instant is unknown until the instant is known: the second calculation corrects it, except within the hour
  // of a change.
  const guess = asUtc - offset(asUtc);
  return new Date(asUtc - offset(guess)).toISOString();
}

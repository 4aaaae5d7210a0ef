/** Whether two mails are about one purchase, by what the row of the first remembers of it in its notes. */
import { createHash } from "node:crypto";
import type { transactions } from "#core/finance/transactions.sql";
import { similarNames } from "#core/household/vendor-names";
import type { NamedVendor } from "#core/household/vendors";
import type { Receipt } from "#core/ingest/receipts/receipt";
import { derivedId } from "#kit/ids";
import type { Row } from "#kit/wire";

type Transaction = Row<typeof transactions>;

export interface PurchaseMail {
  receipt: Receipt;
  /** The row of inbound_emails. */
  emailId: string;
  /** The mail's Message-ID: the same message never books twice, whichever row it has. */
  messageId: string;
}

/** Days between an order's confirmation and its invoice where they have no number in common. */
export const INVOICE_DAYS = 14;
const DAY_MS = 24 * 3_600_000;

export const importHash = (messageId: string) => createHash("sha256").update(`email ${messageId}`).digest("hex");

const ORDER = "Order ";
const numberLabels = ["Receipt ", "Invoice ", ORDER];
/** The day and perhaps the time, for a purchase without a number; “Ordered” and “Invoiced” where the mail is of that kind. */
const dayLabels = { order: "Ordered ", invoice: "Invoiced ", other: "Bought " } as const;

/** What tells a purchase from another of the same amount: its numbers, else its day and time. The bank's day may be another. */
export function notesOf({ document, invoiceNumber, orderNumber, date, timeOfDay }: Receipt): string[] {
  const isOrder = invoiceNumber !== undefined && invoiceNumber === orderNumber;
  const own = document === "invoice" ? "Invoice " : document === "order" && isOrder ? ORDER : "Receipt ";
  const numbers = [
    ...(invoiceNumber ? [`${own}${invoiceNumber}`] : []),
    ...(orderNumber && !isOrder ? [`${ORDER}${orderNumber}`] : []),
  ];
  return numbers.length > 0
    ? numbers
    : [dayLabels[document ?? "other"] + [date, timeOfDay].filter((part) => part).join(" ")];
}

export type Sameness = "same" | "completes" | "other";

/**
 * Whether a row was made by this message or is about the same purchase: with a number in common, or, where one of them has
 * none, at the same shop on the same day at no other time. Two numbers are two purchases, save that the invoice of an order
 * need not print the order's: the same shop, amount and currency, one the confirmation of an order and the other an invoice
 * of the day before up to `INVOICE_DAYS` later, is one purchase. The row is then completed by what the second mail knows, so
 * that the invoice of the next order of that amount is another.
 */
export function sameness(
  row: Transaction,
  { receipt, emailId, messageId }: PurchaseMail,
  vendor: NamedVendor | undefined,
): Sameness {
  if (row.sourceEmailId === emailId || row.importHash === importHash(messageId)) return "same";
  if (row.id === derivedId(emailId, "transaction")) return "same";
  if (row.amountCents !== -receipt.totalCents || row.currency !== receipt.currency) return "other";
  if (!isOfShop(row, receipt, vendor)) return "other";
  const [known, printed] = [row.notes?.split("\n") ?? [], notesOf(receipt)];
  const [knownNumbers, printedNumbers] = [numbersIn(known), numbersIn(printed)];
  if (printedNumbers.some((number) => knownNumbers.includes(number))) return "same";
  if (isInvoiceOfOrder(row, known, printed, receipt)) return "completes";
  if (knownNumbers.length > 0 && printedNumbers.length > 0) return "other";
  const days = daysIn(known);
  const isThen = ([date, time]: string[]) =>
    date === receipt.date && (time === undefined || receipt.timeOfDay === undefined || time === receipt.timeOfDay);
  return (days.length > 0 ? days : [row.date]).some((day) => isThen(day.split(" "))) ? "same" : "other";
}

export function isOfShop(row: Transaction, receipt: Receipt, vendor: NamedVendor | undefined): boolean {
  if (vendor && row.vendorId === vendor.id) return true;
  return [row.merchantName, row.description].some((name) => name && similarNames(name, receipt.merchant));
}

function isInvoiceOfOrder(row: Transaction, known: string[], printed: string[], receipt: Receipt): boolean {
  const [one, other] = [documentIn(known), documentIn(printed)];
  if (!one || !other || one === other) return false;
  const [knownDay, printedDay] = [Date.parse(daysIn(known)[0]?.slice(0, 10) ?? row.date), Date.parse(receipt.date)];
  const [ordered, invoiced] = one === "order" ? [knownDay, printedDay] : [printedDay, knownDay];
  const days = (invoiced - ordered) / DAY_MS;
  return days >= -1 && days <= INVOICE_DAYS;
}

/** What mail a row's notes are of: an order's confirmation alone, an invoice alone, or neither. */
function documentIn(notes: string[]): "order" | "invoice" | null {
  const has = (...labels: string[]) => notes.some((note) => labels.some((label) => note.startsWith(label)));
  if (has("Receipt ", dayLabels.other)) return null;
  const [isOrder, isInvoice] = [has(ORDER, dayLabels.order), has("Invoice ", dayLabels.invoice)];
  return isOrder === isInvoice ? null : isOrder ? "order" : "invoice";
}

const numbersIn = (notes: string[]) =>
  notes.filter((note) => numberLabels.some((label) => note.startsWith(label))).map(afterLabel);

const daysIn = (notes: string[]) =>
  notes.filter((note) => Object.values(dayLabels).some((label) => note.startsWith(label))).map(afterLabel);

const afterLabel = (note: string) => note.slice(note.indexOf(" ") + 1);

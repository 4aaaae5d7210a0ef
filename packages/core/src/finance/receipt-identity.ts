/** Whether two mails are about the same purchase, judged by what the notes of the first one's row contain. */
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
  /** The id of the row in inbound_emails. */
  emailId: string;
  /** The mail's Message-ID: the same message is never booked twice, even if it is stored again. */
  messageId: string;
}

/** The most days between the confirmation of an order and its invoice when they have no number in common. */
export const INVOICE_DAYS = 14;
const DAY_MS = 24 * 3_600_000;

export const importHash = (messageId: string) => createHash("sha256").update(`email ${messageId}`).digest("hex");

const ORDER = "Order ";
const numberLabels = ["Receipt ", "Invoice ", ORDER];
/** For a purchase without a number: the day and perhaps the time, under a label for the kind of mail. */
const dayLabels = { order: "Ordered ", invoice: "Invoiced ", other: "Bought " } as const;

/**
 * What distinguishes a purchase from another of the same amount: its numbers, else its day and time. The bank's day may differ.
 */
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
 * Whether a row was made by this message or is about the same purchase: when they have a number in common, or, where one of them
 * has no number, when they have the same shop and day and no different times. Different numbers are different purchases, with one
 * exception: an invoice need not print the number of its order. So the confirmation of an order and an invoice with the same
 * shop, amount and currency, dated from a day before up to `INVOICE_DAYS` later, are one purchase. The result is then
 * "completes": the row gets the numbers of the second mail, so that the invoice of the next order with that amount does not match
 * it.
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

/** The kind of mail that a row's notes come from: only the confirmation of an order, only an invoice, or neither. */
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

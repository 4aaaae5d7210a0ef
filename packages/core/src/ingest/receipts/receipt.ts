import * as z from "zod/mini";
import { cut } from "#kit/text";
import { mailDate, type ParsedEmail } from "../mime.ts";
import { type Amount, amountsIn, currencyOf, minorUnits } from "./amounts.ts";
import { findDate } from "./dates.ts";
import { documentOf } from "./document.ts";
import { sellsFood } from "./food.ts";
import { forwardedHead } from "./forwarded.ts";
import { type FoundItems, findItems } from "./items.ts";
import { languageOf } from "./language.ts";
import { type Line, linesOf } from "./lines.ts";
import { domainLabel, type FoundMerchant, findMerchant, type MerchantContext } from "./merchant.ts";
import { findInvoiceNumber, findOrderNumber } from "./number.ts";
import { entriesOf, findSums } from "./sums.ts";

export const ReceiptItem = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Pieces, or a measure if `unit` is set. */
  quantity: z.number().check(z.positive()),
  unit: z.optional(z.string().check(z.maxLength(10))),
  /** The price of the line, in minor units. */
  amountCents: z.int(),
});
export type ReceiptItem = z.infer<typeof ReceiptItem>;

export const ReceiptEvidence = z.object({
  field: z.enum(["merchant", "date", "currency", "totalCents", "taxCents", "items", "invoiceNumber"]),
  /** Where it was found: in a text, in the head of the mail, or nowhere, so that it was assumed. */
  source: z.enum(["text", "mail", "assumed"]),
  /** Index into the given texts, for the source `text`. */
  textIndex: z.optional(z.int()),
  /** The line as printed, shortened; the header's value for the source `mail`. */
  quote: z.string().check(z.maxLength(200)),
});
export type ReceiptEvidence = z.infer<typeof ReceiptEvidence>;

/** The data of a receipt, as a plain value that survives JSON. */
export const Receipt = z.object({
  merchant: z.string().check(z.minLength(1), z.maxLength(120)),
  /** The local day of purchase, YYYY-MM-DD. */
  date: z.iso.date(),
  /** ISO 4217. */
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  /** Minor units of the currency: cents, whole yen. */
  totalCents: z.int(),
  taxCents: z.optional(z.int()),
  items: z.array(ReceiptItem).check(z.maxLength(200)),
  invoiceNumber: z.optional(z.string().check(z.maxLength(60))),
  /** Set if it calls itself the confirmation of an order, or an invoice. */
  document: z.optional(z.enum(["order", "invoice"])),
  /** The number that mails about the same order share. */
  orderNumber: z.optional(z.string().check(z.maxLength(60))),
  /** Whether it is food or drink, judged by the merchant's name or most of the items. */
  sellsFood: z.boolean(),
  /** HH:MM, 24 hours, in the merchant's local time, if printed. */
  timeOfDay: z.optional(z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))),
  /** 0 to 1; higher with clearer labels and agreeing sums. */
  confidence: z.number().check(z.gte(0), z.lte(1)),
  evidence: z.array(ReceiptEvidence).check(z.maxLength(20)),
});
export type Receipt = z.infer<typeof Receipt>;

export interface ReceiptInput {
  /** The mail that contained it; its sender and date are used where the texts have none. */
  email?: Pick<ParsedEmail, "from" | "to" | "subject" | "date" | "text" | "headers" | "forwarded">;
  /** Readable forms of the same purchase, best first: the PDF, the HTML part, the plain part. */
  texts: string[];
  /** Today; a later date is no purchase. */
  now?: Date;
  /** ISO 4217, for a document without any currency. */
  defaultCurrency?: string;
}

/** The most texts of one mail that are read. */
const maxTexts = 12;

/**
 * Extracts a purchase from texts by rules, without a model. Null when no text has an amount paid, a merchant and a day. Each text
 * is read separately and the most certain reading wins; items may come from another text with the same total.
 */
export function extractReceipt(input: ReceiptInput): Receipt | null {
  const context = contextOf(input);
  const readings = input.texts
    .slice(0, maxTexts)
    .map((text, textIndex) => readText(text, textIndex, context))
    .filter((reading) => reading !== null)
    .sort((one, other) => other.confidence - one.confidence);
  const [best] = readings;
  if (!best) return null;
  const withItems = readings.find(({ totalCents, items }) => totalCents === best.totalCents && items.length > 0);
  const taxCents = best.taxCents ?? readings.find((other) => other.totalCents === best.totalCents)?.taxCents;
  return best.items.length > 0 || !withItems
    ? best
    : {
        ...best,
        items: withItems.items,
        sellsFood: best.sellsFood || withItems.sellsFood,
        ...(taxCents === undefined ? {} : { taxCents }),
      };
}

interface Context extends MerchantContext {
  mailDay: string | null;
  today: string | null;
  defaultCurrency: string | null;
}

/** The head of the merchant's mail, which may have been forwarded as an attachment or in the text. */
function contextOf({ email, now, defaultCurrency }: ReceiptInput): Context {
  const today = now?.toISOString().slice(0, 10) ?? null;
  const common = { today, defaultCurrency: defaultCurrency ?? null };
  if (!email) return { sender: null, subject: "", recipients: [], mailDay: null, ...common };
  const forwarder = email.from ? [email.from] : [];
  const inner = email.forwarded[0];
  if (inner) {
    const context = contextOf({ email: inner, texts: [], ...(now && { now }) });
    return { ...context, recipients: [...context.recipients, ...forwarder], ...common };
  }
  const mailDay = mailDate(email.headers.date ?? "")?.localDay ?? email.date?.slice(0, 10) ?? null;
  const head = forwardedHead(email.text);
  const own = {
    subject: email.subject.replace(/^(?:\s*(?:fwd?|wg|tr|rv|i|doorst|pd|re)\s*:)+\s*/i, ""),
    recipients: email.to,
  };
  if (!head?.from) return { sender: email.from, mailDay, ...own, ...common };
  return {
    sender: head.from,
    mailDay: head.day ?? mailDay,
    subject: head.subject || own.subject,
    recipients: [...email.to, ...forwarder],
    ...common,
  };
}

function readText(text: string, textIndex: number, context: Context): Receipt | null {
  const lines = linesOf(forwardedHead(text)?.text ?? text);
  if (lines.length === 0) return null;
  const language = languageOf(lines);
  const entries = entriesOf(lines);
  // The currency determines the decimals of a minor unit, and the total determines the currency: for a first choice, cents are
  // used.
  const roughly = findSums(entries, (amount) => minorUnits(amount, "USD"));
  if (!roughly) return null;
  const domains = domainsOf(lines, context);
  const { currency, isPrinted, isSure } = currencyOf(lines, roughly.total, {
    language,
    domains,
    fallback: context.defaultCurrency,
  });
  const cents = (amount: Amount) => minorUnits(amount, currency);
  const sums = findSums(entries, cents) ?? roughly;
  const isMonthFirst =
    currency === "USD" && language === "en" && !domains.some((domain) => /^(?:uk|ie|au|nz|in|de|fr)$/.test(domain));
  const merchant = findMerchant(lines, context);
  const date = findDate(lines, { mailDay: context.mailDay, today: context.today, isMonthFirst });
  const day = date?.isLabelled || !context.mailDay ? (date?.date ?? context.today) : context.mailDay;
  if (!merchant || !day) return null;
  const found = findItems(lines, entries, sums.itemSums, cents);
  const items = found.items.map(({ line: _, unit, ...item }) => ({ ...item, ...(unit ? { unit } : {}) }));
  const number = findInvoiceNumber(lines);
  const orderNumber = findOrderNumber(lines);
  const document = documentOf(context.subject, lines);
  const quote = (field: ReceiptEvidence["field"], line: Line | null, fallback = ""): ReceiptEvidence =>
    line
      ? { field, source: "text", textIndex, quote: cut(line.text.trim(), 200) }
      : { field, source: fallback === "" ? "assumed" : "mail", quote: cut(fallback, 200) };
  const isDateOfText = date !== null && day === date.date;
  return {
    merchant: cut(merchant.name, 120),
    date: day,
    currency,
    totalCents: sums.totalCents,
    ...(sums.taxCents === null ? {} : { taxCents: sums.taxCents }),
    items,
    ...(number ? { invoiceNumber: number.number } : {}),
    ...(document ? { document } : {}),
    ...(orderNumber ? { orderNumber } : {}),
    sellsFood: sellsFood(
      merchant.name,
      items.map(({ name }) => name),
    ),
    ...(date?.timeOfDay && isDateOfText ? { timeOfDay: date.timeOfDay } : {}),
    confidence: confidenceOf(
      sums.confidence,
      date?.isLabelled ?? false,
      context.mailDay !== null,
      merchant,
      found,
      {
        isPrinted,
        isSure,
      },
      sums.isTendered,
    ),
    evidence: [
      quote(
        "merchant",
        merchant.line,
        context.sender ? `${context.sender.name} <${context.sender.address}>` : context.subject,
      ),
      quote("date", isDateOfText ? date.line : null, context.mailDay ?? ""),
      quote("totalCents", sums.totalLine),
      quote("currency", isPrinted ? currencyLine(lines, sums.totalLine) : null),
      ...(sums.taxLine ? [quote("taxCents", sums.taxLine)] : []),
      ...(number ? [quote("invoiceNumber", number.line)] : []),
      ...(found.items[0] ? [quote("items", found.items[0].line)] : []),
    ],
  };
}

function currencyLine(lines: Line[], totalLine: Line): Line {
  const shows = (line: Line) => amountsIn(line).some(({ currency }) => currency !== null);
  return shows(totalLine) ? totalLine : (lines.find(shows) ?? totalLine);
}

/** Top-level domains of the sender and of addresses in the document. */
function domainsOf(lines: Line[], { sender }: Context): string[] {
  const domains = [sender?.address ?? ""];
  for (const { folded } of lines) {
    for (const match of folded.matchAll(/(?:@|www\.|https?:\/\/)[a-z0-9.-]{3,80}/g)) domains.push(match[0]);
    if (domains.length > 20) break;
  }
  return domains
    .filter((domain) => domainLabel(domain) !== "")
    .map((domain) =>
      domain
        .replace(/[.-]+$/, "")
        .split(".")
        .at(-1)!
        .toLowerCase(),
    );
}

/** The highest confidence of a reading whose currency was guessed: low enough for a person to be asked. */
const doubtful = 0.6;

function confidenceOf(
  sums: number,
  isDateLabelled: boolean,
  hasMailDate: boolean,
  merchant: FoundMerchant,
  found: FoundItems,
  currency: { isPrinted: boolean; isSure: boolean },
  isTendered: boolean,
): number {
  const score =
    0.4 * sums +
    (isDateLabelled ? 0.15 : hasMailDate ? 0.1 : 0) +
    0.2 * Math.min(1, merchant.weight / 7) +
    (found.addsUp ? 0.15 : 0) +
    // A till receipt proves its total from both sides: by the items and by the payment.
    (found.addsUp && isTendered ? 0.1 : 0) +
    (currency.isPrinted ? 0.1 : 0);
  return Math.round(Math.min(currency.isSure ? 1 : doubtful, score) * 100) / 100;
}

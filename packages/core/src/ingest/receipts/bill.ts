/** What a mail asks to be paid, and by when. It is read like a receipt, of which only the day differs. */
import * as z from "zod/mini";
import { mailDate, type ParsedEmail } from "../mime.ts";
import { findDueDay } from "./dates.ts";
import { forwardedHead } from "./forwarded.ts";
import { linesOf } from "./lines.ts";
import { extractReceipt, type ReceiptInput } from "./receipt.ts";

export const Bill = z.object({
  merchant: z.string().check(z.minLength(1), z.maxLength(120)),
  /** ISO 4217. */
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  /** Minor units of the currency. */
  totalCents: z.int().check(z.positive()),
  /** The day by which it is to be paid, YYYY-MM-DD. */
  dueOn: z.iso.date(),
  /** 0 to 1. */
  confidence: z.number().check(z.gte(0), z.lte(1)),
});
export type Bill = z.infer<typeof Bill>;

/** A text names the day by which to pay within the first lines or pages; more texts of one mail are not read. */
const MAX_TEXTS = 12;

/** Null for a mail without an amount, a merchant, or a labelled day in the months after it. */
export function extractBill(input: ReceiptInput & { email: ParsedEmail }): Bill | null {
  const receipt = extractReceipt(input);
  if (!receipt || receipt.totalCents <= 0) return null;
  const { email, texts, now } = input;
  const sent = email.forwarded[0] ?? email;
  const head = forwardedHead(sent.text);
  const sentOn = head?.day ?? mailDate(sent.headers.date ?? "")?.localDay ?? sent.date?.slice(0, 10);
  const mailDay = sentOn ?? now?.toISOString().slice(0, 10);
  if (mailDay === undefined) return null;
  const isMonthFirst = receipt.currency === "USD";
  for (const text of texts.slice(0, MAX_TEXTS)) {
    const lines = linesOf(forwardedHead(text)?.text ?? text);
    const dueOn = findDueDay(lines, { mailDay, today: mailDay, isMonthFirst });
    const { merchant, currency, totalCents, confidence } = receipt;
    if (dueOn) return { merchant, currency, totalCents, dueOn, confidence };
  }
  return null;
}

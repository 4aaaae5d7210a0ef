/** What an invoice says, in the language, the numbers and the days of its locale. Languages other than German are written in English. */

import { minorUnitDigits } from "#core/finance/decimals";
import type { invoices } from "#core/finance/income.sql";
import { filled } from "#kit/saying";
import type { Row } from "#kit/wire";

/** What of an invoice is printed. */
export type Printed = Pick<
  Row<typeof invoices>,
  | "number"
  | "issuedOn"
  | "dueOn"
  | "currency"
  | "lines"
  | "netCents"
  | "taxCents"
  | "totalCents"
  | "status"
  | "sender"
  | "recipient"
  | "note"
  | "locale"
>;

const english = {
  invoice: "Invoice",
  invoiceOf: "Invoice {number}",
  draft: "Draft",
  void: "Void",
  from: "From",
  to: "To",
  issued: "Date",
  due: "Due by",
  date: "Day",
  description: "Description",
  hours: "Hours",
  rate: "Rate",
  amount: "Amount",
  net: "Net",
  tax: "Tax {percent} on {net}",
  total: "Total",
  page: "Page {page} of {pages}",
  fileName: "Invoice {number}.pdf",
  subject: "Invoice {number}",
  subjectFrom: "Invoice {number} from {sender}",
  letter: "Please find attached invoice {number} over {total}.",
  letterDue: "It is to be paid by {due}.",
};
type Words = Record<keyof typeof english, string>;
const german: Words = {
  invoice: "Rechnung",
  invoiceOf: "Rechnung {number}",
  draft: "Entwurf",
  void: "Storniert",
  from: "Von",
  to: "An",
  issued: "Datum",
  due: "Zahlbar bis",
  date: "Tag",
  description: "Beschreibung",
  hours: "Stunden",
  rate: "Satz",
  amount: "Betrag",
  net: "Netto",
  tax: "Steuer {percent} auf {net}",
  total: "Gesamtbetrag",
  page: "Seite {page} von {pages}",
  fileName: "Rechnung {number}.pdf",
  subject: "Rechnung {number}",
  subjectFrom: "Rechnung {number} von {sender}",
  letter: "Im Anhang steht die Rechnung {number} über {total}.",
  letterDue: "Sie ist bis zum {due} zu bezahlen.",
};

export interface Language {
  locale: string;
  say(word: keyof Words, values?: Readonly<Record<string, string | number>>): string;
  money(cents: number): string;
  number(value: number): string;
  percent(value: number): string;
  day(day: string): string;
}

export function languageOf({ locale: given, currency }: Pick<Printed, "locale" | "currency">): Language {
  const locale = knownLocale(given);
  const words = /^de\b/i.test(locale) ? german : english;
  const digits = minorUnitDigits(currency);
  const amounts = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  // Days of other calendars than the one that they are stored in would not be those that were agreed on.
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC", calendar: "gregory" });
  return {
    locale,
    say: (word, values = {}) => filled(words[word], values),
    // Amounts of an invoice have at most 14 digits, which a number holds exactly enough for so many decimals.
    money: (cents) => amounts.format(cents / 10 ** digits),
    number: (value) => numbers.format(value),
    percent: (value) => percents.format(value / 100),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
  };
}

/** What a runtime does not know, as a text of somebody's may be, is English. */
function knownLocale(given: string | null): string {
  try {
    return new Intl.NumberFormat(given ?? "en").resolvedOptions().locale;
  } catch {
    return "en";
  }
}

/** The name of the file that it is printed to. */
export const fileNameOf = (invoice: Printed): string => {
  const { say } = languageOf(invoice);
  return say("fileName", { number: invoice.number ?? `(${say("draft")})` });
};

/** The mail that it goes out with. */
export function letterOf(invoice: Printed): { subject: string; text: string } {
  const { say, money, day } = languageOf(invoice);
  const number = invoice.number ?? "";
  const [sender = ""] = (invoice.sender ?? "").split("\n");
  const sentences = [
    say("letter", { number, total: money(invoice.totalCents) }),
    ...(invoice.dueOn ? [say("letterDue", { due: day(invoice.dueOn) })] : []),
  ];
  return {
    subject: sender.trim() === "" ? say("subject", { number }) : say("subjectFrom", { number, sender: sender.trim() }),
    text: [sentences.join("\n"), invoice.note ?? "", invoice.sender ?? ""].filter((part) => part !== "").join("\n\n"),
  };
}

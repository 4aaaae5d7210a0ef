import { expect, it } from "vitest";
import { parseEmail } from "#core/ingest/mime";
import { plainEmail } from "#testing/mail";
import { extractBill } from "./bill.ts";

async function read(text: string, day = "2026-03-02") {
  const date = new Date(`${day}T09:00:00Z`);
  const raw = plainEmail({
    to: "me@example.com",
    from: '"City Power" <billing@citypower.example>',
    subject: "Your invoice",
    text,
    date,
  });
  return extractBill({ email: await parseEmail(raw), texts: [text], now: date });
}

it.each([
  ["Invoice date: March 1, 2026\nDue date: March 24, 2026\nAmount due: $82.14", "2026-03-24"],
  ["Invoice date: 03/01/2026\nPayment due by 03/24/2026\nTotal: $82.14", "2026-03-24"],
  ["Rechnungsdatum: 01.03.2026\nRechnungsbetrag: 82,14 €\nZahlbar bis 24.03.2026 ohne Abzug", "2026-03-24"],
  ["Rechnung vom 01.03.2026\nGesamtbetrag: 82,14 EUR\nFällig am 24. März 2026", "2026-03-24"],
  ["Facture du 01/03/2026\nTotal TTC : 82,14 €\nDate d'échéance : 24/03/2026", "2026-03-24"],
  ["Factuurdatum 01-03-2026\nTotaal € 82,14\nVervaldatum 24-03-2026", "2026-03-24"],
  ["Invoice\nAmount due: $82.14\nPlease pay by March 24", "2026-03-24"],
])("is read with the day by which it is to be paid: %j", async (text, dueOn) => {
  expect(await read(text)).toMatchObject({ merchant: "City Power", totalCents: 8_214, dueOn });
});

it.each([
  ["Invoice date: March 1, 2026\nAmount due: $82.14\nPayment is due within 14 days.", "2026-03-15"],
  ["Invoice date: March 1, 2026\nAmount due: $82.14\nPayment terms: net 30", "2026-03-31"],
  ["Invoice date: March 1, 2026\nTotal: $82.14\nTerms: 2/10 net 30", "2026-03-31"],
  ["Invoice\nAmount due: $82.14\nPlease pay within two weeks", "2026-03-16"],
  ["Invoice\nTotal: $82.14\nPayable within thirty (30) days of receipt", "2026-04-01"],
  ["Rechnungsdatum: 01.03.2026\nRechnungsbetrag: 82,14 €\nZahlbar innerhalb 14 Tagen ohne Abzug", "2026-03-15"],
  [
    "Rechnungsdatum: 28.02.2026\nRechnungsbetrag: 82,14 €\nBitte überweisen Sie den Betrag innerhalb von 14 Tagen.",
    "2026-03-14",
  ],
  ["Rechnung vom 01.03.2026\nGesamtbetrag: 82,14 EUR\nZahlungsziel: 30 Tage", "2026-03-31"],
  [
    "Rechnung vom 01.03.2026\nGesamtbetrag: 82,14 EUR\n2 % Skonto bei Zahlung innerhalb von 10 Tagen, 30 Tage netto",
    "2026-03-31",
  ],
  ["Rechnung vom 01.03.2026\nGesamtbetrag: 82,14 EUR\nFällig binnen zwei Wochen", "2026-03-15"],
  ["Invoice date: March 1, 2026\nDue date: March 24, 2026\nAmount due: $82.14\nTerms: net 30", "2026-03-24"],
])("is due so many days after its date: %j", async (text, dueOn) => {
  expect(await read(text)).toMatchObject({ merchant: "City Power", totalCents: 8_214, dueOn });
});

it.each([
  "Return it within 14 days",
  "You may cancel within 14 days of payment",
  "Widerruf innerhalb von 14 Tagen nach Zahlung",
  "Lieferung innerhalb von 3 Tagen nach Zahlung",
  "2 % Skonto bei Zahlung innerhalb von 10 Tagen",
  "If payment is late, a fee is due within 5 days",
  "Net 30.00",
  "Payable within 365 days",
])("is not due by days for something else: %s", async (line) => {
  expect(await read(`Invoice date: March 1, 2026\nAmount due: $82.14\n${line}`)).toBeNull();
});

it("is due in the next year, where a mail of December names a day of January", async () => {
  expect(await read("Invoice\nAmount due: $82.14\nPayment due by January 5", "2026-12-20")).toMatchObject({
    dueOn: "2027-01-05",
  });
});

it.each([
  ["no day", "Invoice\nAmount due: $82.14"],
  ["another day", "Invoice date: March 1, 2026\nDelivered on March 24, 2026\nTotal: $82.14"],
  ["a day before it", "Invoice\nAmount due: $82.14\nDue date: February 1, 2026"],
  ["a day years after it", "Invoice\nAmount due: $82.14\nDue date: March 24, 2031"],
  ["no amount", "Invoice\nDue date: March 24, 2026"],
  ["nothing to pay", "Invoice\nDue date: March 24, 2026\nAmount due: $0.00"],
])("is none with %s", async (_, text) => {
  expect(await read(text)).toBeNull();
});

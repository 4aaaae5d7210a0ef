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

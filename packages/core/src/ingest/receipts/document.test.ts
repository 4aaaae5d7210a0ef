import { expect, it } from "vitest";
import { extractReceipt } from "./receipt.ts";

const now = new Date("2025-03-10T09:00:00Z");
const documentOf = (subject: string, text: string) =>
  extractReceipt({
    email: {
      from: { name: "Lucky Fern", address: "info@luckyfern.example" },
      ...{ to: [], subject, date: null, text: "", headers: { date: "Mon, 3 Mar 2025 18:30:00 +0100" }, forwarded: [] },
    },
    texts: [`${text}\nFern   40,00 €\nTotal   40,00 €`],
    now,
  })?.document;

it.each([
  ["order", "Order confirmation 77", ""],
  ["order", "Bestellbestätigung", "Vielen Dank"],
  ["order", "", "Merci pour votre commande"],
  ["order", "Potwierdzenie zamówienia 77", ""],
  ["invoice", "Invoice 77 for your order 12", ""],
  ["invoice", "Ihre Rechnung", ""],
  ["invoice", "", "FACTURA 77\nSu pedido 12"],
  ["invoice", "Faktura 77", ""],
  [undefined, "Your receipt", "Thank you"],
])("a receipt is %s by %j %j", (expected, subject, text) => {
  expect(documentOf(subject, text)).toBe(expected);
});

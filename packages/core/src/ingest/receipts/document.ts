/** The kind of document that a receipt calls itself, where this distinguishes two mails about one purchase. */
import { fold, type Line } from "./lines.ts";

const word = (words: string) => new RegExp(`(?<![a-z])(?:${words})(?![a-z])`);
const invoice = word("invoices?|e?-?rechnung|facture|factuur|faktura|factura|fattura|fatura|szamla|lasku|racun");
const order = word(
  "order (?:confirm\\w*|received|summary)|confirmation of your order|your order|thank(?:s| you) for (?:your order|ordering)|(?:bestell|auftrags)bestatigung|(?:ihre|deine) bestellung|confirmation de (?:votre )?commande|votre commande|confirmacion (?:de(?:l)? )?(?:tu |su )?pedido|(?:tu|su) pedido|conferma (?:dell'|d')?ordine|(?:tuo|suo) ordine|bestelbevestiging|(?:je|uw) bestelling|potwierdzenie zamowienia|twoje zamowienie|potvrzeni objednavky|vase objednavka|potvrdenie objednavky|orderbekraftelse|ordrebekraeftelse|ordrebekreftelse|ordrebekraftelse|tilausvahvistus|rendeles visszaigazolas\\w*|confirmacao (?:da|de) encomenda",
);
const headLines = 8;

/** Judged by the subject first, then by the head of the document; “invoice for your order” is an invoice. */
export function documentOf(subject: string, lines: Line[]): "order" | "invoice" | null {
  for (const text of [fold(subject), ...lines.slice(0, headLines).map(({ folded }) => folded)]) {
    if (invoice.test(text)) return "invoice";
    if (order.test(text)) return "order";
  }
  return null;
}

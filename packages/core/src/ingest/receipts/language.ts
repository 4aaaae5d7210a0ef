import type { Line } from "./lines.ts";

const words: Record<string, RegExp> = {
  en: /\b(?:the|and|your|for|you|of|order|thank|invoice|receipt|amount|due|date)\b/g,
  fr: /\b(?:le|la|les|et|votre|vous|de|du|des|facture|commande|montant|merci|payer|prix)\b/g,
  de: /\b(?:der|die|das|und|ihre|sie|fur|mit|rechnung|bestellung|betrag|danke|datum|summe)\b/g,
  es: /\b(?:el|los|las|y|su|por|para|con|factura|pedido|importe|gracias|fecha|cantidad)\b/g,
  it: /\b(?:il|gli|e|per|con|di|della|fattura|ordine|importo|grazie|totale|prezzo)\b/g,
  nl: /\b(?:het|een|en|uw|je|voor|van|factuur|bestelling|bedrag|bedankt|totaal|prijs)\b/g,
  pt: /\b(?:o|os|as|da|do|dos|das|seu|sua|com|para|pela|fatura|encomenda|obrigad[oa]|pago|compra|valor)\b/g,
  cs: /\b(?:dekujeme|objednavk\w+|celkem|zaplaceno|uctenka|hotovost|vase|vasi|cena|dph|kusu|doprava|faktura|datum)\b/g,
  sv: /\b(?:och|din|ditt|tack|kvitto|totalt|betalt|att|kop|bestallning|moms|datum|summa|frakt)\b/g,
  da: /\b(?:og|din|dit|tak|kvittering|alt|betalt|kob|ordre|moms|dato|fragt|belob|faktura)\b/g,
  no: /\b(?:og|din|ditt|takk|kvittering|totalt|betalt|kjop|kjopet|ordre|mva|dato|frakt|belop)\b/g,
  fi: /\b(?:ja|kiitos|kuitti|yhteensa|maksettu|tilaus\w*|alv|toimitus|paivamaara|summa)\b/g,
  hu: /\b(?:koszonjuk|osszesen|fizetve|szamla|nyugta|rendeles\w*|afa|datum|szallitas|keszpenz|bankkartya)\b/g,
  ro: /\b(?:multumim|comanda|factura|bon|lei|achitat|tva|livrare|suma)\b/g,
  pl: /\b(?:i|w|na|do|oraz|faktura|zamowienie|kwota|dziekujemy|razem|wartosc|cena|sprzedawca|nabywca)\b/g,
};

/** ISO 639-1 of the language with the most matches of common words; `en` by default. */
export function languageOf(lines: Line[]): string {
  const text = lines
    .slice(0, 300)
    .map(({ folded }) => folded)
    .join("\n");
  let best = "en";
  let most = 0;
  for (const [language, pattern] of Object.entries(words)) {
    const count = text.match(pattern)?.length ?? 0;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}

import { type LabelKind, worldLabelOf } from "./labels-world.ts";

/**
 * What the words beside an amount mean, in the languages of receipts: English, French, German, Spanish, Italian, Dutch, Polish,
 * with the Portuguese, Nordic, Czech and Hungarian words for a total. Labels are folded: lower case, without accents.
 */

export interface Label {
  kind: LabelKind;
  /** How certain the meaning is, 0 to 10; used for totals only. */
  strength: number;
}

const tax =
  "(?:sales |use |state |city |county |local |federal |liquor |meals? |food |prepared food )*(?:tax(?:es)?|vat|gst|hst|pst|qst|cgst|sgst|igst|cess|tva|tps|tvq|mwst|ust|mehrwertsteuer|umsatzsteuer|steuer|btw|omzetbelasting|iva|igic|imposta|imposte|impuestos?|ptu|podatek|moms|mva|dph|afa)";
const withTax =
  "(?:incl|incl\\.|including|inclusive|inkl|inkl\\.|einschl|ttc|toutes taxes comprises|brutto|bruto|gross|iva inclu\\w*|iva compres\\w*|ivato|met btw)";
const beforeTax =
  "(?:ht|hors tax\\w*|h\\.t\\.|netto|net|neto|excl|excl\\.|exclusief|exclusive|excluding|exkl|ohne|before|pre-?tax|without|sin iva|sem iva|senza iva|imponibile|bez vat)";
const sum =
  "(?:grand |sub)?(?:total|totaal|totale|totaux|gesamt|gesamtbetrag|gesamtsumme|summe|somme|suma|razem|ogolem|importe|montant|betrag|bedrag|kwota|amount|valor|celkem|osszesen|totalt|sum)";

const total10 = [
  "grand total|order total|invoice total|bill total|receipt total|purchase total|total (?:order|invoice|bill|purchase|price|cost|amount|sum|eur|usd|gbp|pln|chf|cad|aud)",
  "(?:total )?amount (?:due|paid|charged|payable|billed|to pay)|total (?:due|paid|charged|payable|billed|to pay|for this (?:invoice|order|purchase))|you(?:'ve)? paid|total you paid|to pay|payment total",
  "net a payer|somme a payer|(?:montant |total |reste )?a (?:payer|regler)|montant (?:total|du|paye|regle)|total (?:paye|regle|facture|general|de la commande|commande)|prix total",
  "gesamtbetrag|gesamtsumme|gesamtpreis|rechnungsbetrag|rechnungssumme|endbetrag|endsumme|zahlbetrag|zu zahlen\\w*(?: betrag)?|zu bezahlen|zahlungsbetrag|bestellsumme|bruttobetrag|gesamt(?: zu zahlen)?",
  "(?:totaal |bedrag )?te betalen|totaalbedrag|totaalprijs|totaal betaald|factuurbedrag|eindtotaal|betaald bedrag|totaal (?:bedrag|bestelling)",
  "(?:razem |kwota |suma )?do zaplaty|naleznosc(?: ogolem)?|razem brutto|suma brutto|wartosc (?:brutto )?(?:ogolem|zamowienia)|kwota (?:calkowita|brutto)|zaplacono|lacznie|suma pln|do zaplaty razem",
  "(?:importe |total |valor )?a pagar|importe total|total (?:pagado|pedido|factura|general|del pedido)|total (?:da pagare|dovuto|pagato|ordine|fattura|documento|complessivo|a pagar)|totale (?:da pagare|dovuto|pagato|ordine|fattura|documento|complessivo|generale|eur|euro)|importo (?:totale|pagato|dovuto)|netto a pagare|valor total",
  "att betala|at betale|a betale|i alt|totalt|yhteensa|maksettava|k uhrade|celkem|spolu|skupaj|ukupno|za placilo|za platiti|fizetendo|osszesen|total de plata|genel toplam|toplam|odenecek tutar|samtals|til greidslu",
  "spendenbetrag|betrag der spende|spendensumme|donation (?:amount|total)|montant du don|importe de la donacion|importo della donazione|donatiebedrag|kwota darowizny",
];
const total8 = ["balance due|balance to pay|outstanding balance|charged|charge total|payment amount|amount"];
const total6 = ["total|totaal|totale|gesamt|summe|somme|suma|razem|ogolem|importe|montant|betrag|bedrag|sum|totals"];

const lead = "^(?:your |the |this |votre |le |la |il |el |uw |ihr |ihre |je |de |new |final |= ?)*";
const starts = (words: string) => new RegExp(`${lead}(?:${words})(?![a-z0-9])`);
const rules: [RegExp, Label][] = [
  [
    starts(
      "(?:total )?(?:savings?|saved|you saved)|points?|(?:total |number of |no\\.? of )?(?:items?|articles?|qty|quantity|units|pieces)(?: sold| count)?|aantal|menge|anzahl|nombre|cantidad|quantita|ilosc|(?:previous|opening|account|closing|current|available|remaining|gift card) balance|credit limit|minimum|rewards?|cash ?back|regular price|you would have|exchange rate|sprzedaz (?:opodatkowana|opodatk)|sp\\.? ?op|unit price|price per|prix unitaire|capital|penalt\\w+|indemnite",
    ),
    { kind: "other", strength: 0 },
  ],
  [new RegExp(`${lead}${sum}\\b.{0,24}(?:^|[^a-z])${withTax}(?![a-z])`), { kind: "total", strength: 9 }],
  [
    new RegExp(`${lead}(?:prix |prijs |preis |price |wartosc |betrag )${withTax}(?![a-z])`),
    { kind: "other", strength: 0 },
  ],
  [
    starts(
      `sub ?-? ?totals?|sous ?-? ?total|subtotaal|subtotale|zwischensumme|warenwert|suma czesciowa|wartosc produktow|(?:items?|product|food|merchandise|goods|basket|bag|cart|food (?:&|and) (?:drink|beverage)) (?:sub)?total|total (?:of )?(?:items|products|goods)|${sum} ${beforeTax}|${beforeTax} ${sum}|${sum} (?:\\([a-z]+\\) )?${beforeTax}|nettobetrag|nettosumme|netto|net (?:amount|price|total|sales?)|exclusief btw|excl\\.? btw|imponibile|totale imponibile|base imponible|wartosc netto|suma netto|razem netto|(?:total|amount) before|taxable`,
    ),
    { kind: "subtotal", strength: 0 },
  ],
  [
    new RegExp(
      `${lead}(?:incl\\w*\\.?|inkl\\w*\\.?|dont|davon|waarvan|di cui|w tym|of which|enthalt\\w*|darin|plus|zzgl\\.?|estimated|est\\.?|total|totale|total de|suma|kwota|montant|sum|totaal|betrag)? ?(?:(?:de )?la )?(?:\\d{1,2}(?:[.,]\\d{1,2})? ?% ?)?${tax}(?![a-z])`,
    ),
    { kind: "tax", strength: 0 },
  ],
  [/^(?:incl|inkl|including|dont|davon|waarvan|di cui|w tym|of which)(?![a-z])/, { kind: "other", strength: 0 }],
  [
    starts(
      "(?:driver |courier |staff |added |suggested |total )?(?:tips?|gratuity|gratuities)|trinkgeld|pourboire|fooi|propina|mancia|napiwek|drinkgeld|dricks|gorjeta",
    ),
    { kind: "tip", strength: 0 },
  ],
  [
    starts(
      "free (?:shipping|delivery)|(?:[a-z]+ )?(?:discounts?|coupons?|vouchers?|promo(?:tion|tions|code| code)?|credits?|savings|rabatt|rabatte|nachlass|gutschein|remises?|reductions?|bon de reduction|korting\\w*|descuentos?|cupon|sconto|sconti|buono|rabat|kupon|znizka|skonto)(?: total| applied| code)?",
    ),
    { kind: "discount", strength: 0 },
  ],
  [
    starts(
      "(?:[a-z]+ ){0,2}(?:delivery|shipping|service|handling|packing|booking|convenience|small order|bag|packaging|platform|processing|regulatory response|transaction) (?:fees?|charges?|costs?)|(?:fees?|surcharge|shipping|delivery|postage|bottle deposit|deposit|crv|handling)(?: (?:&|and) (?:handling|fees?|shipping))?|(?:total )?fees|taxes (?:&|and) fees|versand\\w*|liefer(?:kosten|gebuhr\\w*|ung)|verpackung\\w*|pfand|servicegebuhr|frais(?: de)? (?:livraison|port|service|gestion|dossier)|livraison|frais|verzendkosten|bezorgkosten|bezorging|servicekosten|statiegeld|dostawa|koszt\\w* (?:dostawy|wysylki)|opakowanie|oplata \\w+|gastos de envio|envio|gastos de gestion|spedizione|spese di \\w+|consegna",
    ),
    { kind: "fee", strength: 0 },
  ],
  ...[total10, total8, total6].map((words, index): [RegExp, Label] => [
    starts(words.join("|")),
    { kind: "total", strength: [10, 8, 6][index]! },
  ]),
  [
    starts(
      "cash|change(?: due)?|multibanco|mb ?way|dinheiro|troco|numerario|cartao(?: de (?:credito|debito))?|kredi karti|banka karti|nakit|para ustu|odenen|greitt|pankkikortti|kateinen|korttimaksu|maksettu|odpisano|zaplatene|uhradene|gotovina|kartica|zuruck|retour|numerar|card bancar|dankort|bankaxept|kontokort|bankkort|swish|kortbetaling|kortkop|kort|kontant\\w*|hotovost|vraceno|vratit|platebni karta|keszpenz|visszajaro|bankkartya|pinnen|eftpos|tarjeta|visa|master ?card|amex|american express|discover|maestro|debit|credit(?: card)?|card|ec-?karte|girocard|karte|gegeben|ruckgeld|wechselgeld|especes|rendu(?: monnaie)?|carte bancaire|cb|contant|pin(?:betaling)?|wisselgeld|gotowka|reszta|karta|efectivo|cambio|tarjeta|contanti|carta di credito|paypal|apple pay|google pay|ideal|'+ideal|klarna|blik|bancontact|sofort|venmo|gift card|store credit|tender(?:ed)?|paid (?:with|by|via|using)|payments?|paiement|paye|zahlung|bezahlt|betaling|betaald|pago|pagamento|platnosc|(?:montant du )?prelevement|auth(?:orization)?|approved|refund\\w*",
    ),
    { kind: "payment", strength: 0 },
  ],
  // Words that also begin the names of dishes count only when they stand alone.
  [
    /^(?:bar|rest|vraceni|carte|monnaie|resto|carta|purchase|transaction|credit|balance)[^a-z]*$/,
    { kind: "payment", strength: 0 },
  ],
  [/^(?:was|rate)[^a-z]*$/, { kind: "other", strength: 0 }],
];

/** Null for a label that means no sum, such as the name of an item. */
export function labelOf(folded: string): Label | null {
  const elsewhere = worldLabelOf(folded);
  if (elsewhere) return elsewhere;
  const text = folded.replace(/^[^a-z0-9'=]+/, "").slice(0, 120);
  for (const [pattern, label] of rules) if (pattern.test(text)) return label;
  return null;
}

const columnWords =
  /\b(?:descriptions?|items?|products?|qty|quantity|price|amount|rate|unit|units|total|taxe?s?|artikel|artikelnr|bezeichnung|beschreibung|menge|anzahl|einzelpreis|preis|gesamt|betrag|pos|designation|article|produit|quantite|qte|nombre|prix|montant|p\.?u\.?|remise|omschrijving|aantal|prijs|bedrag|btw|mwst|tva|vat|iva|ht|ttc|descripcion|articulo|producto|cantidad|cant|precio|importe|descrizione|articolo|prodotto|quantita|prezzo|importo|nazwa|towaru|ilosc|jm|cena|wartosc|lp|title|disc|discount|sku|code)\b/g;

/** Whether a line contains only the headings of columns: at least two such words, hardly anything else, and no amount. */
export function isTableHead(folded: string): boolean {
  const words = folded.match(/[a-z][a-z.%]*/g) ?? [];
  const named = folded.match(columnWords)?.length ?? 0;
  return named >= 2 && named * 2 >= words.length;
}

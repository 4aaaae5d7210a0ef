/**
 * What a document is, by its text and without a model: an invoice, a contract, a statement; whose it is; of which year. Rules that can be
 * read here, so that a person can tell why a tag is there. None of them reads more than the beginning, where documents say what they are.
 */

const BEGINNING_CHARS = 3_000;
const FIRST_LINES = 25;

/** Kinds of documents by the words with which they call themselves, folded: English, German, French, Spanish, Italian, Dutch, Portuguese, Polish. */
const kinds: [kind: string, words: RegExp][] = (
  [
    ["invoice", "invoice|rechnung|facture|factura|fattura|factuur|fatura|faktura"],
    [
      "receipt",
      "receipt|quittung|kassenbon|kassenbeleg|recu|ticket de caisse|recibo|ricevuta|scontrino|kassabon|bewijs van betaling",
    ],
    ["contract", "contract|agreement|vertrag|[a-z]*mietvertrag|arbeitsvertrag|contrat|contrato|contratto|overeenkomst"],
    [
      "statement",
      "account statement|bank statement|kontoauszug|releve de compte|extracto bancario|estratto conto|rekeningafschrift",
    ],
    [
      "payslip",
      "payslip|pay stub|gehaltsabrechnung|lohnabrechnung|bulletin de (?:paie|salaire)|nomina|busta paga|loonstrook",
    ],
    [
      "tax",
      "tax return|tax assessment|steuerbescheid|einkommensteuer\\w*|avis d'imposition|declaracion de la renta|belastingaanslag",
    ],
    [
      "insurance",
      "insurance policy|insurance certificate|versicherungsschein|versicherungspolice|police d'assurance|poliza de seguro|polizza",
    ],
    ["offer", "quotation|price quote|angebot|kostenvoranschlag|devis|presupuesto|preventivo|offerte"],
    [
      "order",
      "order confirmation|purchase order|auftragsbestatigung|bestellbestatigung|bon de commande|confirmation de commande",
    ],
    ["reminder", "payment reminder|overdue notice|zahlungserinnerung|mahnung|rappel de paiement|aanmaning"],
    ["certificate", "certificate|zeugnis|urkunde|bescheinigung|certificat|certificado|certificato|attestation"],
    ["prescription", "prescription|rezept fur|ordonnance|receta medica|ricetta medica"],
    [
      "medical",
      "discharge summary|medical report|laboratory results|befund|arztbrief|laborbefund|compte rendu medical",
    ],
    ["ticket", "boarding pass|e-?ticket|fahrkarte|bordkarte|billet electronique|tarjeta de embarque|carta d'imbarco"],
    [
      "manual",
      "user manual|user guide|owner's manual|instruction manual|bedienungsanleitung|gebrauchsanweisung|mode d'emploi|manual de usuario",
    ],
    ["resume", "curriculum vitae|lebenslauf|resume"],
    ["minutes", "minutes of (?:the )?meeting|meeting minutes|sitzungsprotokoll|proces-verbal"],
    ["report", "annual report|jahresbericht|rapport annuel|informe anual"],
  ] as const
).map(([kind, words]) => [kind, new RegExp(`(?<![a-z])(?:${words})(?![a-z])`)]);

/** Forms of companies, as they stand behind their names. */
const FORMS =
  "GmbH(?: & Co\\.? KG)?|AG|SE|KG|OHG|UG|e\\.V\\.|Ltd\\.?|Limited|PLC|plc|LLP|Inc\\.?|LLC|Corp\\.?|Corporation|S\\.A\\.S?\\.?|SAS|SARL|S\\.L\\.|S\\.p\\.A\\.|S\\.r\\.l\\.|B\\.V\\.|N\\.V\\.|A/S|ApS|Oy|AB|ASA|s\\.r\\.o\\.|a\\.s\\.|Sp\\. z o\\.o\\.|Kft\\.";
const WORD = "[\\p{Lu}\\d][\\p{L}\\d.'’&-]{0,30}";
const COMPANY = new RegExp(
  `(?<![\\p{L}\\d])(${WORD}(?: (?:${WORD}|&|and|und|et|of|de)){0,4}),? (${FORMS})(?![\\p{L}\\d])`,
  "u",
);

/** A year beside a day or a month. */
const DATED =
  /(?<!\d)(?:\d{1,2}[./-] ?\d{1,2}[./-] ?|\d{1,2}\.? \p{L}{3,12}\.? |\p{L}{3,12} \d{1,2}(?:st|nd|rd|th)?,? )((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)[-/.年]\d{1,2}[-/.月]\d{1,2}/u;

/** Tags in lower case: what it is, whose, and of which year, as far as the text says so. */
export function documentTags(text: string): string[] {
  const beginning = text.slice(0, BEGINNING_CHARS);
  const dated = DATED.exec(beginning);
  const tags = [kindOf(beginning), companyIn(beginning), dated?.[1] ?? dated?.[2]];
  return tags.filter((tag) => tag !== undefined);
}

/** The kind that is named first. */
function kindOf(text: string): string | undefined {
  const folded = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let first: { at: number; kind: string } | undefined;
  for (const [kind, words] of kinds) {
    const at = words.exec(folded)?.index;
    if (at !== undefined && (!first || at < first.at)) first = { at, kind };
  }
  return first?.kind;
}

function companyIn(text: string): string | undefined {
  for (const line of text.split("\n").slice(0, FIRST_LINES)) {
    const found = COMPANY.exec(line.slice(0, 300));
    if (found) return `${found[1]} ${found[2]}`.toLowerCase().slice(0, 100);
  }
  return undefined;
}

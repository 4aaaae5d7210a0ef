/** What the columns of a bank's table are, by their names in the languages of banks, or by what stands in them. */
import type { ColumnRole as Role } from "#core/finance/statements/choices";
import { isDayLike } from "#core/finance/statements/days";
import { moneyOf } from "#core/finance/statements/money";

/** Names of columns without accents and signs, the best of each kind first. Where several fit, the earlier wins; texts are joined. */
const NAMES: Readonly<Partial<Record<Role, string>>> = {
  id: "lifeos id",
  date: "booking date|posting date|posted date|posted|post date|date posted|date processed|buchungstag|buchungsdatum|buchung|datum zauctovani|datum provedeni|transaction date|transaktionsdatum|date|datum|tranzakcio datuma|datum verrichting|boekdatum|date operation|date de comptabilisation|date d operation|fecha|fecha operacion|fecha de operacion|data operacji|data ksiegowania|data contabile|data operazione|data lancamento|data mov|data|dato|bokforingsdag|bokforingsdatum|transaktionsdag|paivamaara|kirjauspaiva|created|completed date|started date|value date|valuta|valutadatum|wertstellung",
  payee:
    "payee|merchant|merchant name|name|counterparty name|counteraccount name|counterparty|beneficiary|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|auftraggeber empfanger|empfanger|zahlungsempfanger|zahlungspflichtiger|name zahlungsbeteiligter|naam tegenpartij|naam|nazev protiuctu|partner neve|handelaar|beneficiaire|beneficiario|tiers|kontrahent|nadawca odbiorca|mottagare|saaja maksaja",
  description:
    "description|details|memo|narrative|particulars|transaction description|transaction details|verwendungszweck|buchungstext|transaktionsbeschreibung|beschreibung|text|omschrijving|omschrijving 1|omschrijving 2|omschrijving 3|vrije mededeling|message for payee|message for me|message|zprava|zprava pro prijemce|zprava pro me|kozlemeny|toelichting|mededelingen|libelle|detail de l ecriture|concepto|descripcion|descrizione|causale|descricao|opis|opis operacji|tytul|tekst|meddelande|viesti|reference text",
  amount:
    "amount|amount in account currency|betrag|buchungsbetrag|umsatz|betrag eur|bedrag|bedrag in|tranzakcio osszege|castka|zauctovana castka|montant|importe|importo|valor|kwota|kwota operacji|belopp|belob|maara|summa",
  in: "inflow|credit|deposits|deposit|paid in|money in|credit amount|haben|gutschrift|einzahlung|bijschrijving|credito|avere|entrate|ingresos|abono|abonos|wplywy|prijem",
  out: "outflow|debit|withdrawals|withdrawal|paid out|money out|debit amount|soll|lastschrift|belastung|auszahlung|debet|afschrijving|debito|dare|uscite|gastos|cargo|cargos|wydatki|vydaj",
  mark: "d k|d c|dc|dr cr|cr dr|debit credit|credit debit|credit debit indicator|soll haben|s h|af bij|bevetel kiadas|transaction type debit credit|sens|cd flag|cdflag",
  currency:
    "currency|wahrung|waehrung|buchungswahrung|munt|valuta code|tranzakcio devizaneme|mena uctu|mena|devise|divisa|moneda|moeda|waluta|valuutta",
  account:
    "account no|account number|account iban|iban|iban bban|auftragskonto|iban auftraggeberkonto|kontonummer eigen|rekeningnummer|rekening|account|cislo uctu|szamlaszam|kreditkartennummer|conto",
  reference: "transaction id|transactionid|id transakce|entry reference",
  category: "category|kategorie|categorie|categoria|categorie operation|kategoria",
  notes: "notes|note",
};

const ranks = new Map<string, { role: Role; rank: number }>();
for (const [role, names] of Object.entries(NAMES))
  for (const [rank, name] of names.split("|").entries())
    if (!ranks.has(name)) ranks.set(name, { role: role as Role, rank });

const plain = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The currency that the name of a column ends with: "Withdrawals (SGD)". */
const CURRENCY = / ([a-z]{3})$/;
const HAS_CURRENCY: readonly Role[] = ["amount", "in", "out"];

export interface Columns {
  roles: Role[];
  /** Of amounts, when the header names it. */
  currency?: string;
}

/** What the columns of a header are; undefined when it is none: a day and an amount are missing. */
export function columnsOf(names: readonly string[]): Columns | undefined {
  const best = new Map<Role, number>();
  let currency: string | undefined;
  const found = names.map((name) => {
    const own = plain(name);
    const exact = ranks.get(own);
    if (exact) return exact;
    const named = CURRENCY.exec(own);
    const short = named && ranks.get(own.slice(0, named.index));
    if (!short || !HAS_CURRENCY.includes(short.role)) return undefined;
    currency ??= named[1]!.toUpperCase();
    return { ...short, rank: short.rank + 0.5 };
  });
  for (const one of found) if (one) best.set(one.role, Math.min(best.get(one.role) ?? Infinity, one.rank));
  const taken = new Set<Role>();
  const own = found.map((one): Role => {
    if (!one) return "skip";
    if (one.role === "description") return "description";
    if (one.rank !== best.get(one.role) || taken.has(one.role)) return "skip";
    taken.add(one.role);
    return one.role;
  });
  // One amount with a sign says what two columns would say again.
  const roles = taken.has("amount") ? own.map((role) => (role === "in" || role === "out" ? "skip" : role)) : own;
  return isWhole(roles) ? { roles, currency } : undefined;
}

export const isWhole = (own: readonly Role[]): boolean =>
  own.includes("date") && (own.includes("amount") || own.includes("in") || own.includes("out"));

/**
 * What the columns of a table without a header are: the first days, the only amounts, a currency, and the longest texts. Undefined when it
 * is not clear, as with two columns of amounts or amounts without signs.
 */
export function columnsIn(rows: readonly (readonly string[])[]): Columns | undefined {
  const width = Math.max(...rows.map((row) => row.length), 0);
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => (row[at] ?? "").trim()));
  const share = (texts: readonly string[], test: (text: string) => boolean) => {
    const filled = texts.filter(Boolean);
    return (
      filled.length > 0 && filled.length * 2 > texts.length && filled.filter(test).length * 10 >= filled.length * 9
    );
  };
  const date = columns.findIndex((texts) => share(texts, isDayLike));
  const isAmount = (text: string) => !isDayLike(text) && /[.,]\d\d?\D*$/.test(text) && moneyOf(text) !== undefined;
  const amounts = columns.flatMap((texts, at) =>
    texts.some(Boolean) && texts.filter(Boolean).every(isAmount) ? [at] : [],
  );
  if (date === -1 || amounts.length !== 1) return undefined;
  const currency = columns.findIndex((texts) => share(texts, (one) => /^[A-Z]{3}$/.test(one)));
  const mark = columns.findIndex((texts) => share(texts, (text) => directionOf(text) !== undefined));
  // Without any sign nobody can tell what was spent.
  if (mark === -1 && !columns[amounts[0]!]!.some((one) => /[-−(]/.test(one))) return undefined;
  const [text] = columns
    .map((texts, at) => ({ at, length: texts.reduce((sum, one) => sum + one.length, 0) }))
    .filter(
      ({ at }) =>
        ![date, amounts[0], currency, mark].includes(at) && !columns[at]!.every((one) => !one || isDayLike(one)),
    )
    .sort((a, b) => b.length - a.length);
  const own = columns.map((_, at): Role => {
    if (at === date) return "date";
    if (at === amounts[0]) return "amount";
    if (at === currency) return "currency";
    if (at === mark) return "mark";
    return at === text?.at ? "payee" : "skip";
  });
  return { roles: own };
}

const OUT = new Set("d dr db debit debet out outflow o s soll af kiadas spent withdrawal - lastschrift".split(" "));
const IN = new Set("c cr credit k kredit in inflow i h haben bij bevetel deposit + gutschrift".split(" "));

/** Whether a mark says that money went or came; undefined for what is no mark. */
export function directionOf(text: string): "in" | "out" | undefined {
  const own = text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
  return OUT.has(own) ? "out" : IN.has(own) ? "in" : undefined;
}

import { type Amount, amountsIn, bareDecimals, minorUnits } from "./amounts.ts";
import { type Label, labelOf } from "./labels.ts";
import type { Line } from "./lines.ts";

/** A label and the amounts that follow it on its line, or on the next one. */
export interface Entry {
  text: string;
  folded: string;
  label: Label | null;
  amounts: Amount[];
  line: Line;
}

/** The labelled amounts of a document, in reading order. A line with two labels gives two entries. */
export function entriesOf(lines: Line[]): Entry[] {
  const entries: Entry[] = [];
  const decimals = bareDecimals(lines);
  for (const line of lines) {
    const amounts = amountsIn(line, decimals);
    if (amounts.length > 0) entries.push(...entriesOn(line, amounts));
    else entries.push(...entriesBelow(line, lines[line.index + 1], decimals));
  }
  return entries;
}

function entriesOn(line: Line, amounts: Amount[]): Entry[] {
  const entries: Entry[] = [];
  let from = 0;
  for (const amount of amounts) {
    const text = line.text.slice(from, amount.start);
    const previous = entries.at(-1);
    // “Tax on 112.90 16.94”, “3.50 each 7.00”: there is no new label between two amounts.
    if (previous && !/\p{L}{3,}/u.test(text)) previous.amounts.push(amount);
    else entries.push(entryOf(line, from, amount.start, [amount]));
    from = amount.end;
  }
  const rest = line.text.slice(from);
  const [first] = entries;
  // “29.99 € Total”: some documents print the label after the amount.
  if (entries.length === 1 && first && !/\p{L}/u.test(first.text) && /\p{L}{3}/u.test(rest)) {
    const label = labelOf(line.folded.slice(from));
    if (label && label.kind !== "other") entries[0] = { ...first, text: rest.trim(), label };
  }
  return entries;
}

function entryOf(line: Line, start: number, end: number, amounts: Amount[]): Entry {
  const folded = line.folded.slice(start, end);
  // The nearest column is the label; text further left may belong to a neighbour.
  const cells = folded.split(/ {2,}/).filter((cell) => /[a-z]{2}/.test(cell));
  const label = labelOf(cells.at(-1) ?? folded) ?? labelOf(folded);
  return { text: line.text.slice(start, end).trim(), folded: folded.trim(), label, amounts, line };
}

/** Labels alone on their line, with their amounts alone on the next: a column below a label, or a row below a row. */
function entriesBelow(line: Line, next: Line | undefined, decimals: number): Entry[] {
  if (!next || /[a-z]{4,}/.test(next.folded)) return [];
  const amounts = amountsIn(next, decimals);
  const labels = line.cells.map((cell) => labelOf(cell.folded));
  // Net, tax and gross prove each other, even when the headings of two columns have run together.
  if (isGrossRow(amounts, (amount) => minorUnits(amount, "USD")) && labels.some((label) => label !== null)) {
    const head = { text: line.text.trim(), folded: line.folded.trim() };
    return [{ ...head, label: { kind: "total", strength: 6 }, amounts, line: next }];
  }
  if (amounts.length === 0 || amounts.length !== line.cells.length || !labels.some((label) => label !== null))
    return [];
  return line.cells.map((cell, index) => ({
    text: cell.text,
    folded: cell.folded,
    label: labels[index] ?? null,
    amounts: [amounts[index]!],
    line: next,
  }));
}

export interface Sums {
  total: Amount;
  totalLine: Line;
  totalCents: number;
  taxCents: number | null;
  taxLine: Line | null;
  /** Sums that the items may add up to: the total, the subtotals, the total without what was added to it. */
  itemSums: number[];
  /** Whether a payment of exactly that amount, or one with its change, is printed as well. */
  isTendered: boolean;
  /** 0 to 1: how clear the label is, and whether the other sums confirm it. */
  confidence: number;
}

interface Candidate {
  amount: Amount;
  cents: number;
  line: Line;
  score: number;
  /** Whether its label says that the amount was paid, and not only ordered. */
  isTaken?: boolean;
}

/**
 * Chooses the total among the labelled amounts. `cents` converts an amount into minor units of the document's currency. A
 * subtotal, a tax, a tip or a payment is never the total itself, but may confirm it: a total that they add up to wins.
 */
export function findSums(entries: Entry[], cents: (amount: Amount) => number): Sums | null {
  const of = (kind: string) => entries.filter(({ label }) => label?.kind === kind);
  const last = (entry: Entry) => cents(entry.amounts.at(-1)!);
  const subtotals = of("subtotal")
    .map(last)
    .filter((value) => value > 0);
  const additions = unique([...of("tax"), ...of("tip"), ...of("fee")], last).slice(0, 8);
  const reductions = unique(of("discount"), last).slice(0, 4);
  const reachable = sumsOf(subtotals, [...additions.map(last), ...reductions.map((entry) => -Math.abs(last(entry)))]);
  const payments = new Set(of("payment").map((entry) => Math.abs(last(entry))));

  // A till prints payment and change below the total, which is their difference.
  const handed = [...payments].slice(0, 20);
  const tendered = new Set(handed.flatMap((one) => handed.map((change) => one - change)).filter((paid) => paid > 0));

  const candidates = of("total").map((entry): Candidate => {
    const amount = entry.amounts.at(-1)!;
    const value = cents(amount);
    let score = entry.label!.strength;
    if (reachable.has(value)) score += 4;
    else if (subtotals.includes(value)) score += 2;
    if (isGrossRow(entry.amounts, cents)) score += 2;
    if (tendered.has(value)) score += 5;
    else if (payments.has(value)) score += 2;
    if (amount.currency) score += 1;
    return { amount, cents: value, line: entry.line, score, isTaken: taken.test(entry.folded) };
  });
  const whole = bestOf(candidates) ?? saidInProse(entries, cents);
  if (!whole) return null;
  const total = partOf(whole, entries, cents) ?? whole;

  const taxes = taxOf(of("tax"), of("total"), total.cents, cents);
  const added = additions.map(last).reduce((sum, value) => sum + value, 0);
  const reduced = reductions.map(last).reduce((sum, value) => sum + Math.abs(value), 0);
  const net = taxes ? [total.cents - taxes.cents] : [];
  const itemSums = [...subtotals, total.cents, total.cents - added + reduced, total.cents - added, ...net];
  return {
    total: total.amount,
    totalLine: total.line,
    totalCents: total.cents,
    taxCents: taxes?.cents ?? null,
    taxLine: taxes?.line ?? null,
    isTendered: tendered.has(total.cents) || payments.has(total.cents),
    itemSums: [...new Set(itemSums)].filter((sum) => sum > 0),
    confidence: Math.min(1, total.score / 14),
  };
}

const taken =
  /\b(?:paid|charged|debited|bezahlt|gezahlt|belastet|abgebucht|payee?|regle|debitee?|pagad[oa]|cobrad[oa]|cargad[oa]|pagat[oa]|addebitat[oa]|betaald|afgeschreven|zaplacono|pobrano|zaplaceno|strzeno|betalt|debiterat|maksettu|veloitettu)\b/;

/**
 * Repeated totals confirm each other; of two equally good ones the larger contains the smaller, and the later is the final sum.
 */
function bestOf(candidates: Candidate[]): Candidate | null {
  const anywhere = candidates.filter((candidate) => candidate.cents > 0);
  // For an order in one currency that was paid in another, the payment counts.
  const isMixed = new Set(anywhere.flatMap(({ amount }) => amount.currency ?? [])).size > 1;
  const paid = isMixed ? anywhere.filter(({ isTaken }) => isTaken) : [];
  const positive = paid.length > 0 ? paid : anywhere;
  const repeated = (candidate: Candidate) => positive.filter(({ cents }) => cents === candidate.cents).length;
  const ranked = positive
    .map((candidate) => ({ ...candidate, score: candidate.score + Math.min(2, (repeated(candidate) - 1) * 0.5) }))
    .sort((one, other) => other.score - one.score || other.cents - one.cents || other.line.index - one.line.index);
  // Nothing is left to pay and nothing else is printed: a free order.
  return ranked[0] ?? candidates[0] ?? null;
}

const remaining =
  /\b(?:balance|remaining|remainder|outstanding|left to pay|restbetrag|rest|offen\w*|reste|solde|pendiente|restante|rimanente|saldo|resterend|openstaand|pozostalo|zbyva|doplatek)\b/;

/** The paid part of an order that was partly paid: with the remaining part it adds up to the total. */
function partOf(whole: Candidate, entries: Entry[], cents: (amount: Amount) => number): Candidate | null {
  const last = (entry: Entry) => cents(entry.amounts.at(-1)!);
  const rest = entries.filter(({ folded }) => remaining.test(folded)).map(last);
  const part = entries.find((entry) => taken.test(entry.folded) && rest.includes(whole.cents - last(entry)));
  if (!part || last(part) <= 0 || last(part) >= whole.cents) return null;
  return { ...whole, amount: part.amounts.at(-1)!, cents: last(part), line: part.line };
}

const prose =
  /\b(?:you paid|paid|charged(?: you)?|charge of|payment of|spent|bezahlt|gezahlt|zahlung (?:von|uber)|paye|paiement de|betaald|betaling van|pagado|pago de|pagato|pagamento di|zaplacono|zaplacil\w*|platnosc)\b.{0,12}$/;

/** Without any label, a sentence may have the total: “You paid $20.47 to …”. Only an amount with its currency counts. */
function saidInProse(entries: Entry[], cents: (amount: Amount) => number): Candidate | null {
  for (const entry of entries) {
    const [amount] = entry.amounts;
    if (!amount?.currency || entry.label?.kind === "other" || !prose.test(entry.folded.slice(-80))) continue;
    if (cents(amount) > 0) return { amount, cents: cents(amount), line: entry.line, score: 4 };
  }
  return null;
}

/** Whether a row has net, tax and gross, which prove each other. */
function isGrossRow(amounts: Amount[], cents: (amount: Amount) => number): boolean {
  const values = amounts.map(cents);
  const [net, middle, gross] = [values.at(0)!, values.at(-2) ?? 0, values.at(-1)!];
  return values.length >= 3 && middle > 0 && net + middle === gross;
}

function taxOf(
  taxes: Entry[],
  totals: Entry[],
  total: number,
  cents: (amount: Amount) => number,
): { cents: number; line: Line } | null {
  for (const entry of totals)
    if (isGrossRow(entry.amounts, cents) && cents(entry.amounts.at(-1)!) === total)
      // Net and tax occur in both orders; the tax is the smaller one.
      return { cents: Math.min(cents(entry.amounts.at(-2)!), cents(entry.amounts[0]!)), line: entry.line };
  const printed = taxes
    .map((entry) => ({ entry, cents: cents(entry.amounts.at(-1)!) }))
    .filter((tax) => tax.cents >= 0 && tax.cents < total);
  const summedUp = printed.find(({ entry }) => /^(?:total|tax total|totale?|suma)\b/.test(entry.folded));
  if (summedUp) return { cents: summedUp.cents, line: summedUp.entry.line };
  const [first] = printed;
  if (!first) return null;
  const distinct = unique(
    printed,
    (tax) => tax.cents,
    ({ entry }) => entry.folded,
  );
  return { cents: distinct.reduce((sum, tax) => sum + tax.cents, 0), line: first.entry.line };
}

/**
 * The sums of a subtotal with any combination of additions and reductions; at least one of them, because a subtotal alone proves
 * nothing.
 */
function sumsOf(subtotals: number[], changes: number[]): Set<number> {
  const sums = new Set<number>();
  for (const subtotal of new Set(subtotals.slice(0, 6)))
    for (let chosen = 1; chosen < 1 << Math.min(changes.length, 10); chosen++) {
      let sum = subtotal;
      for (let bit = 0; bit < changes.length; bit++) if (chosen & (1 << bit)) sum += changes[bit]!;
      sums.add(sum);
    }
  return sums;
}

/** Removes repetitions: a tax is often printed twice, in the table and below it. */
function unique<T>(values: T[], number: (value: T) => number, name?: (value: T) => string): T[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = `${number(value)} ${(name ?? ((entry) => (entry as Entry).folded))(value)}`;
    return !seen.has(key) && seen.add(key);
  });
}

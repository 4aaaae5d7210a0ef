import { cellInColumn, type Line } from "./lines.ts";
import { termIn } from "./terms.ts";

/** A day as printed. `first` and `second` are kept apart until it is known which of them is the month. */
interface PrintedDate {
  year: number;
  first: number;
  second: number;
  /** False when the month was a word or the year came first. */
  isAmbiguous: boolean;
  start: number;
  end: number;
}

/** Months by the folded beginnings of their names: English, French, German, Spanish, Italian, Dutch, Polish, Portuguese. */
const months: Record<string, number> = {};
for (const [month, names] of Object.entries({
  1: "jan january janv janvier januar janner jaenner ene enero gen gennaio januari sty stycznia styczen janeiro",
  2: "feb febr february fev fevr fevrier februar febrero febbraio februari lut lutego luty fevereiro",
  3: "mar march mars marz maerz mrz marzo maart mrt marca marzec marco",
  4: "apr april avr avril abr abril aprile kwi kwietnia kwiecien",
  5: "may mai mayo mag maggio mei maj maja maio",
  6: "jun june juin juni junio giu giugno cze czerwca czerwiec junho",
  7: "jul july juil juillet juli julio lug luglio lip lipca lipiec julho",
  8: "aug august aout agosto ago augustus sie sierpnia sierpien",
  9: "sep sept september septembre septiembre set settembre wrz wrzesnia wrzesien setembro",
  10: "oct october octobre okt oktober octubre ott ottobre paz pazdziernika pazdziernik outubro",
  11: "nov november novembre noviembre lis listopada listopad novembro",
  12: "dec december decembre dez dezember dic diciembre dicembre gru grudnia grudzien dezembro",
}))
  for (const name of names.split(" ")) months[name] = Number(month);

const monthWord = "(?<word>[a-z]{3,12})\\.?";
const patterns = [
  /(?<![\d.])(?<year>(?:19|20)\d{2})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d)/g,
  /(?<year>(?:19|20)\d{2})年(?<month>\d{1,2})月(?<day>\d{1,2})日/g,
  /(?<![\d.,/-])(?<first>\d{1,2}) ?(?<mark>[-/.]) ?(?<second>\d{1,2}) ?\k<mark> ?(?<year>(?:19|20)\d{2}|\d{2})(?![\d/-]|[.,]\d)/g,
  new RegExp(
    `(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th|er|º|ª)?[. -]{1,3}(?:of |de |d')?${monthWord}(?:[,. -]| de | del ){1,3}(?<year>(?:19|20)\\d{2}|\\d{2}(?![\\d:]))`,
    "g",
  ),
  new RegExp(
    `(?<![a-z])${monthWord}[ -]{0,2}(?<day>\\d{1,2})(?:st|nd|rd|th)?[ ,-]{1,4}(?<year>(?:19|20)\\d{2})(?!\\d)`,
    "g",
  ),
];
/** A day and a month without a year, accepted only beside a label. */
const yearless = [
  new RegExp(`(?<![a-z])${monthWord} (?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.,]\\d|\\d)`, "g"),
  new RegExp(`(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)? (?:of |de )?${monthWord}(?![a-z])`, "g"),
];

function datesIn(folded: string, forms: RegExp[] = patterns, year = 0): PrintedDate[] {
  const dates: PrintedDate[] = [];
  for (const form of forms)
    for (const match of folded.matchAll(form)) {
      const date = dateFrom(match, year);
      if (date && !dates.some((other) => other.start < date.end && date.start < other.end)) dates.push(date);
    }
  return dates.sort((one, other) => one.start - other.start);
}

/** The first day in a folded text that is unambiguous or, with `isDayFirst`, is read with the day first; YYYY-MM-DD. */
export function dayIn(folded: string, isDayFirst = false): string | null {
  const text = folded.slice(0, 400);
  // In dates with points the day comes first everywhere.
  const isPointed = (start: number, end: number) => text.slice(start, end).includes(".");
  const date = datesIn(text).find(
    ({ year, first, second, isAmbiguous, start, end }) =>
      !isAmbiguous || ((isDayFirst || isPointed(start, end)) && isReal(year, second, first)),
  );
  return date ? iso(date.year, date.second, date.first) : null;
}

function dateFrom(match: RegExpExecArray, fallbackYear: number): PrintedDate | null {
  const groups = match.groups as Record<string, string | undefined>;
  const year = groups.year === undefined ? fallbackYear : Number(groups.year) + (groups.year.length === 2 ? 2000 : 0);
  const span = { start: match.index, end: match.index + match[0].length };
  if (groups.first !== undefined) {
    const [first, second] = [Number(groups.first), Number(groups.second)];
    if (!isReal(year, second, first) && !isReal(year, first, second)) return null;
    return { year, first, second, isAmbiguous: first !== second, ...span };
  }
  const month = groups.word === undefined ? Number(groups.month) : (months[groups.word] ?? 0);
  const day = Number(groups.day);
  return isReal(year, month, day) ? { year, first: day, second: month, isAmbiguous: false, ...span } : null;
}

function isReal(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1990 && year <= 2099 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const issued =
  /\b(?:invoice date|date of (?:issue|invoice|purchase|sale)|(?:issue|bill|billing|receipt|transaction|purchase|sale|tax) date|date (?:issued|paid|ordered|placed|purchased)|issued(?: on)?|rechnungsdatum|belegdatum|ausstellungsdatum|kaufdatum|rechnung vom|date (?:de |d')?(?:la )?(?:facture|facturation|achat|emission|vente|transaction)|facture du|emise? le|factuurdatum|datum (?:factuur|aankoop)|aankoopdatum|data (?:wystawienia|sprzedazy|faktury|zakupu)|wystawiono|fecha (?:de )?(?:la )?(?:factura|emision|compra|expedicion)|data (?:fattura|documento|emissione|di emissione|acquisto|della fattura|da fatura|de emissao)|fakturadato|fakturadatum)\b/;
const ordered =
  /\b(?:order(?:ed)?(?: date| placed| on| time)?|date of order|placed(?: on)?|paid(?: on)?|payment date|date de (?:la )?commande|commande du|commandee? le|bestelldatum|bestellt am|bestellung vom|bezahlt am|orderdatum|besteldatum|besteld op|betaald op|data zamowienia|zamowiono|fecha (?:de |del )?(?:pedido|pago)|data (?:ordine|dell'ordine|pagamento)|ordinato il|purchased(?: on)?)\b/;
const plain = /^\W*(?:date|datum|dato|data|fecha|le|am|dnia|z dnia|date et heure|date ?\/ ?time|date & time|day)\b/;
const document =
  /\b(?:invoice|receipt|order|bill|facture|ticket|commande|rechnung|quittung|bestellung|factuur|bon|bestelling|faktura|paragon|zamowienie|factura|recibo|pedido|fattura|ricevuta|ordine|scontrino)\b/;
/** Labels of dates other than that of the purchase. */
const other =
  /\b(?:due|pay by|payable by|expir\w*|valid|until|through|deliver\w*|ship\w*|dispatch\w*|arriv\w*|estimated|next|return by|period|subscription|renew\w*|birth|member since|check-?(?:in|out)|depart\w*|echeance|limite|livraison|livree?|prelevement|periode|jusqu'au|faellig\w*|fallig\w*|zahlbar|lieferdatum|lieferung|zustellung|leistungs\w*|gultig|vervaldatum|vervalt|levering|bezorg\w*|geldig|termin\w*|platnosci|dostawy|dostawa|vencimiento|entrega|validez|scadenza|consegna|valido)\b/;

/** Labels of the day by which to pay. */
const due =
  /\b(?:due(?: date)?|pay(?:able|ment)?(?: is)?(?: due)? (?:by|until|before|on)|(?:zu zahlen|zahlbar|zahlung|begleichen|bezahlen)\b.{0,30}\bbis|fallig\w*|faellig\w*|zahlungsziel|zahlungsfrist|echeance|a (?:regler|payer) avant|date limite de paiement|vervaldatum|betalen (?:voor|uiterlijk)|termin platnosci|splatnost\w*|forfallodatum|forfallsdato|forfaldsdato|att betala senast|fizetesi hatarido|vencimiento|pagar antes|scadenza|pagare entro)\b/;
/** A bill is due on its day, or in the months after it. */
const MAX_DUE_DAYS = 120;

export interface DateContext {
  /** The day on which the mail was sent, YYYY-MM-DD: it is close to the purchase, and decides ambiguous dates. */
  mailDay: string | null;
  /** Today, YYYY-MM-DD; later dates are ignored. */
  today: string | null;
  /** Whether the month is written first: in documents with US dollars and no evidence against it. */
  isMonthFirst: boolean;
}

export interface FoundDate {
  /** YYYY-MM-DD. */
  date: string;
  /** HH:MM, 24 hours, when it is printed with the date or labelled. */
  timeOfDay: string | null;
  line: Line;
  isLabelled: boolean;
}

/**
 * The day of purchase: a labelled invoice or purchase date before an order date before a bare one near the head of the document.
 * Days of payment due, delivery or a billing period do not count. Null when the text has no other date.
 */
export function findDate(lines: Line[], context: DateContext): FoundDate | null {
  const order = orderOf(lines, context);
  const today = context.mailDay && context.today && context.mailDay > context.today ? context.mailDay : context.today;
  let best: { score: number; found: FoundDate; end: number } | null = null;
  for (const line of lines) {
    for (const { date, score } of scoredDates(line, lines, context)) {
      const day = dayOf(date, order, context);
      const isFuture = today !== null && day > today && daysBetween(day, today) > 2;
      if (isFuture || score <= (best?.score ?? 0)) continue;
      best = { score, found: { date: day, timeOfDay: null, line, isLabelled: score >= 50 }, end: date.end };
    }
  }
  return best && { ...best.found, timeOfDay: timeNear(lines, best.found.line) };
}

/**
 * The first day that is labelled as the one by which to pay, on the day of the mail or in the months after it; else the one that comes so many days
 * after that of the bill, where it says in how many it is to be paid. Null when there is none.
 */
export function findDueDay(lines: Line[], context: DateContext & { mailDay: string }): string | null {
  const order = orderOf(lines, context);
  const year = Number(context.mailDay.slice(0, 4));
  for (const line of lines) {
    const printed = datesIn(line.folded);
    // Without a year, a day of January that a mail of December names is one of the next.
    const years = printed.length > 0 ? [printed] : [year, year + 1].map((one) => datesIn(line.folded, yearless, one));
    for (const dates of years)
      for (const [index, date] of dates.entries()) {
        if (!due.test(labelOf(line, date, dates[index - 1]?.end ?? 0, lines).slice(-80))) continue;
        const day = dayOf(date, order, context);
        const after = daysBetween(day, context.mailDay);
        if (after >= 0 && after <= MAX_DUE_DAYS) return day;
      }
  }
  return dueAfter(lines, context);
}

/** The day that is so many days after that of the bill: the one that it is dated, or else that of its mail. */
function dueAfter(lines: Line[], context: DateContext & { mailDay: string }): string | null {
  const days = lines.flatMap(({ folded }) => termIn(folded) ?? [])[0];
  if (days === undefined) return null;
  const dated = findDate(lines, context);
  const from = dated?.isLabelled ? dated.date : context.mailDay;
  const day = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
  const after = daysBetween(day, context.mailDay);
  return after >= 0 && after <= MAX_DUE_DAYS ? day : null;
}

function scoredDates(line: Line, lines: Line[], context: DateContext): { date: PrintedDate; score: number }[] {
  const year = Number((context.mailDay ?? context.today ?? "0").slice(0, 4));
  let dates = datesIn(line.folded);
  if (dates.length === 0 && year > 0 && (issued.test(line.folded) || ordered.test(line.folded)))
    dates = datesIn(line.folded, yearless, year);
  return dates.map((date, index) => {
    const label = labelOf(line, date, dates[index - 1]?.end ?? 0, lines);
    return { date, score: scoreOf(label, line.index) - index };
  });
}

/** The text before the date on its line, or above it when a table has the label on a line of its own. */
function labelOf(line: Line, date: PrintedDate, from: number, lines: Line[]): string {
  const before = line.folded.slice(from, date.start);
  if (/[a-z]{2}/.test(before.split(/ {2,}/).at(-1)!) || /[a-z]{3,}\W*$/.test(before)) return before;
  const above = cellInColumn(lines[line.index - 1], date)?.folded ?? "";
  const isLabel = issued.test(above) || ordered.test(above) || plain.test(above) || other.test(above);
  return isLabel ? above : before;
}

function scoreOf(label: string, lineIndex: number): number {
  const near = label.slice(-60);
  const early = Math.max(0, 10 - lineIndex / 4);
  if (issued.test(near)) return 90 + early / 10;
  if (other.test(near)) return 0;
  if (ordered.test(near)) return 70 + early / 10;
  if (plain.test(near.split(/ {2,}/).at(-1)!.trim())) return 80 + early / 10;
  if (document.test(near)) return 60 + early / 10;
  return 10 + early;
}

/** Whether the day comes first in this document: one unambiguous date decides for all of them. */
function orderOf(lines: Line[], context: DateContext): "day" | "month" {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const line of lines)
    for (const { first, second, isAmbiguous } of datesIn(line.folded)) {
      if (!isAmbiguous) continue;
      if (first > 12) dayFirst++;
      if (second > 12) monthFirst++;
    }
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? "day" : "month";
  return context.isMonthFirst ? "month" : "day";
}

function dayOf(date: PrintedDate, order: "day" | "month", context: DateContext): string {
  if (!date.isAmbiguous) return iso(date.year, date.second, date.first);
  const readings = [
    ...(isReal(date.year, date.second, date.first) ? [iso(date.year, date.second, date.first)] : []),
    ...(isReal(date.year, date.first, date.second) ? [iso(date.year, date.first, date.second)] : []),
  ];
  if (readings.length === 1) return readings[0]!;
  // A receipt is mailed within days: if only one reading is that close, it is taken.
  const close = readings.filter((day) => context.mailDay !== null && Math.abs(daysBetween(day, context.mailDay)) <= 4);
  if (close.length === 1) return close[0]!;
  return order === "day" ? readings[0]! : readings[1]!;
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function daysBetween(one: string, other: string): number {
  return (Date.parse(one) - Date.parse(other)) / 86_400_000;
}

const clock =
  /(?<![\d:.,])(?<hours>[01]?\d|2[0-3])(?<mark>[:h])(?<minutes>[0-5]\d)(?::[0-5]\d)? ?(?<half>[ap]\.?m\b)?/g;
const clockLabel = /\b(?:time|ordered at|uhrzeit|zeit|heure|tijd|tijdstip|hora|ora|ore|godz\w*|czas|kl)\b/;
const span = /(?:\d\s?(?:[ap]\.?m)?\s?(?:-|to|bis|until|a|do)\s?)$/;

/** The time of day on the line of the date or the next one, else one with a label. */
function timeNear(lines: Line[], dateLine: Line): string | null {
  for (const line of [dateLine, lines[dateLine.index + 1], ...lines.filter(({ folded }) => clockLabel.test(folded))]) {
    const time = line && timeIn(line);
    if (time) return time;
  }
  return null;
}

function timeIn(line: Line): string | null {
  const times = [...line.folded.matchAll(clock)];
  const [match] = times;
  // Two times with a dash between are opening hours.
  if (!match || (times[1] && span.test(line.folded.slice(0, times[1].index)))) return null;
  const { hours, minutes, half } = match.groups as { hours: string; minutes: string; half?: string };
  if (half && Number(hours) > 12) return null;
  const hour = half ? (Number(hours) % 12) + (half.startsWith("p") ? 12 : 0) : Number(hours);
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}

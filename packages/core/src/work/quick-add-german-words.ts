/** German words about time, as parts of regular expressions and with what they mean. */
import { type Weekday, weekdays } from "#core/rhythm/recurrence-rule";

/** Nothing that is a part of a longer word. */
export const END = "(?![\\p{L}\\p{N}_])";

const WEEKDAYS = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"];
/** “Samstag” has another name in the north and east. */
export const DAY = `(?:${WEEKDAYS.join("|")}|sonnabend)`;
/** Only where a weekday is certain: “so” and “do” are words of their own. */
export const SHORT_DAY = `(?:${DAY}|mo|di|mi|do|fr|sa|so)`;
/** “montags” */
export const DAILY_DAY = `(?:${DAY}s)`;
export const weekdayOf = (name: string): Weekday => {
  const lower = name.toLowerCase();
  const at = lower.startsWith("sonna") ? 5 : WEEKDAYS.findIndex((day) => day.startsWith(lower.slice(0, 2)));
  return weekdays[at]!;
};

const MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split(" ");
export const MONTH = `(?:jänner|${MONTHS.join("|")}|jan|feb|mär|mrz|apr|jun|jul|aug|sept?|okt|nov|dez)`;
/** From 1. */
export function monthOf(name: string): number {
  const lower = name.toLowerCase().replace("mrz", "mär").replace("jän", "jan");
  return MONTHS.findIndex((month) => month.startsWith(lower.slice(0, 3))) + 1;
}

const NUMBERS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(" ");
/** “drei”, “einer”, “14” */
export const NUMBER = `(?:\\d{1,4}|ein(?:e[mnrs]?)?|eins|${NUMBERS.slice(2).join("|")})`;
export const numberOf = (word: string): number =>
  /^\d/.test(word) ? Number(word) : /^ein/i.test(word) ? 1 : NUMBERS.indexOf(word.toLowerCase());

const ORDINALS = ["erste", "zweite", "dritte", "vierte", "fünfte"];
/** “ersten”, “letzter”, “3.” */
export const ORDINAL = `(?:(?:${ORDINALS.join("|")}|letzte)[mnrs]?|[1-5]\\.)`;
/** -1 is the last. */
export function ordinalOf(word: string): number {
  if (/^\d/.test(word)) return Number.parseInt(word, 10);
  return /^letzt/i.test(word) ? -1 : ORDINALS.findIndex((one) => word.toLowerCase().startsWith(one)) + 1;
}

export type Unit = "day" | "week" | "month" | "year";
export const UNIT = "(?:tag(?:en|e)?|wochen?|monat(?:en|e|s)?|jahr(?:en|es|e)?)";
const UNITS = { t: "day", w: "week", m: "month", j: "year" } as const;
export const unitOf = (word: string): Unit => UNITS[word[0]!.toLowerCase() as keyof typeof UNITS];

/** The parts of a day, `HH:MM:SS`: those of the English reader (see TIMES there). */
const PARTS: Readonly<Record<string, string>> = {
  früh: "09:00:00",
  morgen: "09:00:00",
  vormittag: "09:00:00",
  mittag: "12:00:00",
  nachmittag: "15:00:00",
  abend: "19:00:00",
  nacht: "22:00:00",
};
export const PART = `(?:${Object.keys(PARTS).join("|")})`;
/** “abends”, “in der Nacht” */
export const AT_PART = `(?:morgens|früh|vormittags|mittags|nachmittags|abends|nachts|(?:am|zu)\\s+(?:morgen|vormittag|mittag|nachmittag|abend)|in\\s+der\\s+(?:früh|nacht))`;
export function timeOf(part: string): string {
  const word = part.toLowerCase().split(/\s+/).at(-1)!;
  return (PARTS[word] ?? PARTS[word.replace(/s$/, "")])!;
}

const THIS = "(?:nächste|kommende|diese|letzte|vorige)[mnrs]?";
const anyOf = (...words: string[]) => words.map((one) => `(?:${one})${END}`).join("|");

/** Words by which a text about time is known to be German. “Alle” alone says nothing of time. */
export const GERMAN = anyOf(
  "heute|(?<!guten\\s+)morgen|übermorgen|gestern|mitternacht|wochenendes?|werktags?|feiertags?",
  "(?:vormittag|mittag|nachmittag|abend|nacht)s?|täglich|(?:zwei)?wöchentlich|monatlich|(?:halb|viertel)?jährlich",
  `${DAY}(?:${PART})?s?|(?:monats|jahres)ende|ende\\s+de[rs]\\s+${UNIT}`,
  `(?:jede[mnrs]?|alle)!?\\s+(?:(?:${ORDINAL}|${NUMBER})\\s+)?(?:${UNIT}|${DAY}|${PART}|quartale?|halbjahr|\\d{1,2}\\.)`,
  `${THIS}\\s+(?:${UNIT}|${DAY})|in\\s+${NUMBER}\\s+(?:tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?|stunden?|minuten?)`,
  "in\\s+einer\\s+halben\\s+stunde|(?:bis|ab|vor|seit|zum)\\s+\\d{1,2}\\.|um\\s+\\d{1,2}",
  `(?:um|halb|dreiviertel|viertel\\s+(?:vor|nach))\\s+(?:\\d{1,2}|(?:drei)?viertel|halb|ein|${NUMBER})|am\\s+${SHORT_DAY}`,
);

/** All words about time. Short months are none, since Jan is a name. */
export const TIMELY = `${GERMAN}|${anyOf(
  `uhr|jänner|${MONTHS.join("|")}`,
  "am\\s+\\d{1,2}\\.|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?",
)}`;

/** Durations as pages write them. One is read completely or not at all: half of “1 hour 30” would be a wrong time. */
import { plainNumbers, readNumber } from "#core/household/ingredient-numbers";

const MAX_MINUTES = 60 * 24 * 365;
const MAX_LENGTH = 100;

type Part = "day" | "hour" | "minute" | "second" | "week";
const MINUTES: Readonly<Record<Part, number>> = { week: 10_080, day: 1_440, hour: 60, minute: 1, second: 1 / 60 };

const WORDS = new Map<string, Part>(
  Object.entries({
    week: "w week weeks woche wochen semaine semaines settimana settimane semana semanas weken vecka veckor",
    day: "d day days tag tage tagen jour jours j giorno giorni gg día días dia dias zi zile dag dagen dagar dage døgn dzień dni den dny dní день дня дней днів nap päivä päivää pv",
    hour: "h hr hrs hour hours std stdn stunde stunden heure heures ora ore hora horas hs uur uren u tim timme timmar time timer t klst godz godzina godziny godzin hod hodina hodiny hodin hodín sat sata sati ura ure ur ч час часа часов год година години годин ó óra tunti tuntia tund tundi ώρα ώρες saat sa",
    minute:
      "m min mins minute minutes minuten minut minuter minutter minuto minutos minuti minuta minuty minutu minuut minuten mn mín mínútur minute min' ' ′ м мин минут минуты минута хв хвилин хвилини хвилина минути perc p minuutti minuuttia minutit λεπτά λεπτό dakika dk dak",
    second:
      "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondi secondo секунд сек",
  }).flatMap(([part, words]) => words.split(" ").map((word) => [word, part as Part] as const)),
);

/**
 * Whole minutes of a duration: ISO 8601 (`PT1H30M`, also with common mistakes: `P2H10M`, `PT0D4H45M`, `P30M`), clock time
 * (`1:30`), a number (minutes) or words (`1 h 30`, “1 1/2 hours”, “2 Stunden 15 Minuten”). The upper end of a range. Undefined
 * for any other text.
 */
export function minutesIn(written: string): number | undefined {
  const text = written.trim();
  if (text.length > MAX_LENGTH) return undefined;
  const [from, to, ...others] = text.split(/\s*[/–—~]\s*(?=P?T?\d)|(?<=[a-z])\s*-\s*(?=P)/i);
  if (to !== undefined && others.length === 0 && isoMinutes(from!) !== undefined) return bounded(isoMinutes(to));
  return bounded(isoMinutes(text) ?? clockMinutes(text) ?? spokenMinutes(text));
}

const bounded = (minutes: number | undefined): number | undefined => {
  const whole = minutes === undefined ? 0 : Math.round(minutes);
  return whole > 0 && whole <= MAX_MINUTES ? whole : undefined;
};

const DESIGNATORS: Readonly<Record<string, Part>> = { W: "week", D: "day", H: "hour", M: "minute", S: "second" };

/**
 * Designators in any order, with or without the T. An M before days or the T would mean months, which no recipe takes, so that is
 * refused.
 */
function isoMinutes(text: string): number | undefined {
  const compact = text.replace(/\s+/g, "").toUpperCase();
  const [, body = ""] = /^P((?:T|[\d.,]+[YMWDHS])*)$/.exec(compact) ?? [];
  if (!/\d/.test(body) || body.split("T").length > 2) return undefined;
  const [date, time] = body.split("T");
  let total = 0;
  const seen = new Set<string>();
  for (const [part, isDate] of [
    [date!, true],
    [time ?? "", false],
  ] as const) {
    for (const [, number, letter] of part.matchAll(/([\d.,]+)([YMWDHS])/g)) {
      const value = Number(number!.replace(",", "."));
      const isMonth = letter === "M" && isDate && (time !== undefined || /^[\d.,]+[DW]/.test(part.split("M")[1] ?? ""));
      const key = isMonth ? "month" : letter!;
      if (!Number.isFinite(value) || seen.has(key)) return undefined;
      seen.add(key);
      if ((isMonth || letter === "Y") && value > 0) return undefined;
      total += isMonth || letter === "Y" ? 0 : value * MINUTES[DESIGNATORS[letter!]!];
    }
  }
  return total;
}

/** `1:30`, `01:30:00`, `1:30 h`. */
function clockMinutes(text: string): number | undefined {
  const [, hours, minutes, seconds = "0"] =
    /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?:\s*(?:h|hrs?|hours?|std\.?|stunden|uur|timer?|ore|horas?|heures?))?$/i.exec(
      text,
    ) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
}

const ABOUT =
  /^(?:about|approx(?:imately)?\.?|around|ca\.?|circa|cca\.?|etwa|rund|environ|env\.?|unos|unas|aprox\.?|ongeveer|cirka|noin|около|примерно|około|ok\.|asi|up to|under|less than|max\.?|~|≈)\s*/i;
const BETWEEN = /^(?:[\s,+]|&|and\s|und\s|et\s|e\s|y\s|i\s|og\s|och\s|en\s|és\s|ja\s|a\s|и\s)*/iu;
const TO = /^\s*(?:-|–|to\s|bis\s|à\s|a\s|til\s|till\s|tot\s|do\s|až\s|до\s|or\s|oder\s|ou\s)\s*/iu;
const HALVES =
  /^(?:\s*(?:and|und|et|e|y|i|en|og|och)\s+)(?:an?\s+half|demie?|media|mezza|meia|eine?\s+halbe|een\s+halve?|en\s+halv|pół)(?!\p{L})/iu;

/** Numbers with words for units of time and nothing else; minutes behind hours may lack their word. */
function spokenMinutes(given: string): number | undefined {
  const spoken = plainNumbers(given)
    .toLowerCase()
    .replace(/^pt?(?=\s?\d)/, "")
    .replace(/[’´`]/g, "'")
    .trim()
    .replace(ABOUT, "")
    .replace(
      /^(?:eine )?halbe stunde$|^(?:une )?demi-?(?: ?heure)?$|^media hora$|^mezz'?\s?ora$|^meia hora$|^een half uur$/,
      "30 min",
    )
    .replace(/^(?:un )?quart d'heure$|^un quarto d'ora$/, "15 min");
  if (/^\d+(?:\.0+)?$/.test(spoken)) return Number(spoken);
  const first = readSpan(spoken);
  if (!first) return undefined;
  const to = TO.exec(first.rest);
  if (to) {
    const last = readSpan(first.rest.slice(to[0].length));
    return last && last.rest === "" && last.minutes > first.minutes ? last.minutes : undefined;
  }
  return first.rest === "" && first.isWhole ? first.minutes : undefined;
}

interface Span {
  minutes: number;
  rest: string;
  isWhole: boolean;
}

function readSpan(text: string): Span | undefined {
  let minutes = 0;
  let last: number | undefined;
  let rest = text;
  while (rest !== "") {
    const number = readNumber(rest.replace(BETWEEN, ""));
    if (!number) break;
    // “30-40 minutes”: the unit of the second number counts for both.
    const to = TO.exec(number.rest);
    const upper = to ? readNumber(number.rest.slice(to[0].length)) : undefined;
    const isRange = upper !== undefined && upper.value > number.value && last === undefined;
    const { value, rest: behind } = isRange ? upper : number;
    const [written = "", word = ""] = /^[\s-]*(\p{L}+'?|'|′)\.?\s*/u.exec(behind) ?? [];
    const part = WORDS.get(word);
    if (!part) {
      if (last !== 60 || !/^\s*$/.test(behind) || value >= 60 || !Number.isInteger(value)) return undefined;
      return { minutes: minutes + value, rest: "", isWhole: true };
    }
    const size = MINUTES[part];
    if (last !== undefined && size >= last) break;
    minutes += value * size;
    last = size;
    rest = behind.slice(written.length);
    const half = HALVES.exec(` ${rest}`);
    if (half) {
      minutes += size / 2;
      rest = rest.slice(half[0].length - 1).trimStart();
    }
    // Between two durations, “a” is the Slavic “and”; before a longer one it is the Romance “to”.
    if (TO.test(rest) && !/^a\s/.test(rest)) break;
  }
  return last === undefined ? undefined : { minutes, rest: rest.trim(), isWhole: true };
}

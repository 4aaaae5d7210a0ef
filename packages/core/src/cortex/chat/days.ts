/** Days and spans in short questions, in English and German: “tomorrow”, “am Freitag”, “24.12.”, “last month”, “im März 2026”. */
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";

/** Both are included. */
export interface Span {
  from: string;
  to: string;
}

const WEEKDAYS = [
  ["monday", "mon", "montags?", "mo"],
  ["tuesday", "tues?", "dienstags?", "di"],
  ["wednesday", "wed", "mittwochs?", "mi"],
  ["thursday", "thurs?", "thu", "donnerstags?", "do"],
  ["friday", "fri", "freitags?", "fr"],
  ["saturday", "sat", "samstags?", "sonnabends?", "sa"],
  ["sunday", "sun", "sonntags?", "so"],
];
/** Two letters are a day only where something says so: “am Mo”. */
const WEEKDAY = WEEKDAYS.map((names) => names.filter((name) => name.length > 2).join("|")).join("|");
const MONTHS = [
  "january|jan|januar|jaenner",
  "february|feb|februar",
  "march|mar|maerz",
  "april|apr",
  "may|mai",
  "june|jun|juni",
  "july|jul|juli",
  "august|aug",
  "september|sept?",
  "october|oct|oktober|okt",
  "november|nov",
  "december|dec|dezember|dez",
];
const MONTH = MONTHS.join("|");

const indexOf = (list: readonly (string | string[])[], word: string) =>
  list.findIndex((one) => new RegExp(`^(?:${typeof one === "string" ? one : one.join("|")})$`).test(word));

/** Monday is 0; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => (day + 3) % 7;
const partsOf = (day: number) => dayText(day).split("-").map(Number) as [number, number, number];
const numberOf = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date) / 86_400_000;
const isDate = (year: number, month: number, date: number) =>
  year >= 1 && year <= 9999 && partsOf(numberOf(year, month, date)).join() === [year, month, date].join();

type Towards = "future" | "past";

interface Found {
  span: Span;
  /** The question without the words that say when. */
  rest: string;
}

type Reading = (
  groups: Record<string, string | undefined>,
  today: number,
  towards: Towards,
) => [number, number?] | undefined;

const LED =
  "(?:(?:on|for|by|of|from|at|in|during|until|since|am|an|fuer|vom|von|im|bis|zum|den|der|dem|the|what about|und) )*";
const form = (pattern: string, reading: Reading) => ({
  pattern: new RegExp(`(?<![\\w.])${LED}(?:${pattern})(?![\\w])`, "u"),
  reading,
});

const wholeMonth = (year: number, month: number): [number, number] => [
  numberOf(year, month, 1),
  numberOf(year, month + 1, 1) - 1,
];
const oneDay = (year: number, month: number, date: number): [number] | undefined =>
  isDate(year, month, date) ? [numberOf(year, month, date)] : undefined;

/** A date without a year: the one that is nearest in the direction that is asked in. */
function nearest(month: number, date: number, today: number, towards: Towards): [number] | undefined {
  const [now] = partsOf(today);
  for (const year of towards === "future"
    ? [now, now + 1, now + 2, now + 3, now + 4]
    : [now, now - 1, now - 2, now - 3, now - 4]) {
    const day = oneDay(year, month, date);
    if (day && (towards === "future" ? day[0] >= today : day[0] <= today)) return day;
  }
  return undefined;
}

function weekOf(day: number): [number, number] {
  const monday = day - weekdayOf(day);
  return [monday, monday + 6];
}

/** Tried in order: what is more specific comes first. */
const FORMS = [
  form("(?<year>\\d{4})-(?<month>\\d\\d)-(?<date>\\d\\d)", ({ year, month, date }) =>
    oneDay(Number(year), Number(month), Number(date)),
  ),
  form("(?<date>\\d{1,2})\\. ?(?<month>\\d{1,2})\\.(?: ?(?<year>\\d{4}))?", ({ year, month, date }, today, towards) =>
    year ? oneDay(Number(year), Number(month), Number(date)) : nearest(Number(month), Number(date), today, towards),
  ),
  form(
    `(?<date>\\d{1,2})(?:\\.|st|nd|rd|th)?(?: of)? (?<name>${MONTH})(?: (?<year>\\d{4}))?`,
    ({ date, name, year }, today, towards) => {
      const month = indexOf(MONTHS, name!) + 1;
      return year ? oneDay(Number(year), month, Number(date)) : nearest(month, Number(date), today, towards);
    },
  ),
  form(
    `(?<name>${MONTH}) (?:the )?(?<date>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?: (?<year>\\d{4}))?`,
    ({ date, name, year }, today, towards) => {
      const month = indexOf(MONTHS, name!) + 1;
      return year ? oneDay(Number(year), month, Number(date)) : nearest(month, Number(date), today, towards);
    },
  ),
  form("(?:day after tomorrow|uebermorgen)", (_, today) => [today + 2]),
  form("(?:day before yesterday|vorgestern)", (_, today) => [today - 2]),
  form("(?:tomorrow|tmrw|morgen)(?: (?:morning|afternoon|evening|frueh|vormittag|nachmittag|abend))?", (_, today) => [
    today + 1,
  ]),
  form(
    "(?:last night|tonight|today|heute nacht|letzte nacht|diese nacht|heute)(?: (?:frueh|abend|nachmittag|vormittag))?",
    (_, today) => [today],
  ),
  form("(?:this morning|this afternoon|this evening|right now|now|jetzt|gerade)", (_, today) => [today]),
  form("(?:yesterday|gestern)(?: (?:morning|evening|abend|frueh|nacht))?", (_, today) => [today - 1]),
  form("(?:this|current|dieser?|diese[rn]?|laufenden?) (?:week|woche)", (_, today) => weekOf(today)),
  form("(?:last|previous|past|letzten?r?|letzter|vorige[nr]?|vergangene[nr]?) (?:week|woche)", (_, today) =>
    weekOf(today - 7),
  ),
  form("(?:next|coming|naechsten?r?|naechster|kommende[nr]?) (?:week|woche)", (_, today) => weekOf(today + 7)),
  form("(?:this|the|current|diese[ns]?|dieser|laufenden) (?:month|monats?)", (_, today) => {
    const [year, month] = partsOf(today);
    return wholeMonth(year, month);
  }),
  form("(?:last|previous|past|letzte[nrms]|vorige[nrms]|vergangene[nrms]) (?:month|monats?)", (_, today) => {
    const [year, month] = partsOf(today);
    return wholeMonth(year, month - 1);
  }),
  form("(?:next|coming|naechste[nrms]|kommende[nrms]) (?:month|monats?)", (_, today) => {
    const [year, month] = partsOf(today);
    return wholeMonth(year, month + 1);
  }),
  form("(?:this|current|diese[ms]|laufenden) (?:year|jahre?s?)", (_, today) => {
    const [year] = partsOf(today);
    return [numberOf(year, 1, 1), numberOf(year, 12, 31)];
  }),
  form("(?:last|previous|past|letzte[mns]|vorige[mns]|vergangene[mns]) (?:year|jahre?s?)", (_, today) => {
    const [year] = partsOf(today);
    return [numberOf(year - 1, 1, 1), numberOf(year - 1, 12, 31)];
  }),
  form(
    `(?:(?<which>last|next|this|letzte[nr]?|naechste[nr]?|kommende[nr]?|vorige[nr]?|diese[nrs]?) )?(?<name>${WEEKDAY})(?: (?:morning|evening|frueh|abend|nacht|night))?`,
    ({ which = "", name }, today, towards) => {
      const index = indexOf(WEEKDAYS, name!);
      const isPast = /^(?:last|letzt|vorig)/.test(which) || (which === "" && towards === "past");
      if (isPast) return [today - ((weekdayOf(today) - index + 7) % 7 || 7)];
      return [today + ((index - weekdayOf(today) + 7) % 7)];
    },
  ),
  form(`(?<name>${MONTH})(?: (?<year>\\d{4}))?`, ({ name, year }, today, towards) => {
    const month = indexOf(MONTHS, name!) + 1;
    const [now, current] = partsOf(today);
    if (year) return wholeMonth(Number(year), month);
    const off = towards === "past" ? (month > current ? -1 : 0) : month < current ? 1 : 0;
    return wholeMonth(now + off, month);
  }),
  form("(?:weekend|wochenende)", (_, today) => {
    const saturday = today + ((5 - weekdayOf(today) + 7) % 7);
    return weekdayOf(today) === 6 ? [today, today] : [saturday, saturday + 1];
  }),
];

/** When a question is about, and what is left of it; undefined when it does not say. `text` is as `plain` of the grammar makes it. */
export function spanIn(text: string, today: string, towards: Towards): Found | undefined {
  const now = dayNumber(today);
  for (const { pattern, reading } of FORMS) {
    const match = pattern.exec(text);
    const days = match && reading(match.groups ?? {}, now, towards);
    if (!match || !days) continue;
    const [from, to = from] = days;
    const span = { from: dayText(from), to: dayText(to) };
    if (!/^\d{4}-/.test(span.from) || !/^\d{4}-/.test(span.to)) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return { span, rest: rest.replace(/\s+/g, " ").trim() };
  }
  return undefined;
}

/**
 * Numeric dates with slashes or hyphens: “on 3/4”, “3/4/2026”, “13-4-2026”. A number above 12 cannot be the month; otherwise the
 * order is that of the person's locale, and where that is unknown the date is left alone.
 */
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";

export interface NumericDay {
  start: number;
  end: number;
  /** `YYYY-MM-DD`; undefined when it is ambiguous. */
  day: string | undefined;
}

const NUMERIC =
  /(?<![^\s([,;])(?<lead>(?:due\s+)?(?:on|by|before)\s+|due\s+|from\s+|starting\s+(?:(?:on|from)\s+)?)?(?<first>\d{1,2})(?<mark>[/-])(?<second>\d{1,2})(?:\k<mark>(?<year>\d{4}|\d\d))?(?![\p{L}\p{N}_'’/%-]|[.,:]\d)/giu;

/**
 * The numeric dates of a text. One without a year needs a preposition before it, which fractions and scores have not. `today` is
 * `YYYY-MM-DD`.
 */
export function numericDays(text: string, today: string, isDayFirst: boolean | undefined): NumericDay[] {
  return [...text.matchAll(NUMERIC)].flatMap((match): NumericDay[] => {
    const { lead, first, second, mark, year } = match.groups as Record<string, string | undefined>;
    if (mark === "-" ? year?.length !== 4 : year === undefined && lead === undefined) return [];
    const place = { start: match.index, end: match.index + match[0].length };
    const numbers = [Number(first), Number(second)] as const;
    // Nothing can be due in the past, except with an explicit year.
    const isOver = (day: string | undefined) => year?.length === 2 && day !== undefined && day < today;
    const read = (dayFirst: boolean) => dayOf(dayFirst ? numbers : [numbers[1], numbers[0]], year, today);
    const isOpen = numbers[0] <= 12 && numbers[1] <= 12 && numbers[0] !== numbers[1];
    if (isOpen && isDayFirst === undefined) return [{ ...place, day: undefined }];
    const isSure = numbers[0] > 12 || numbers[1] > 12;
    const day = read(isSure ? numbers[0] > 12 : isDayFirst !== false);
    return day === undefined || isOver(day) ? [] : [{ ...place, day }];
  });
}

/** The day, or without a year the next such day; undefined when it does not exist. */
function dayOf([date, month]: readonly [number, number], year: string | undefined, today: string): string | undefined {
  const thisYear = Number(today.slice(0, 4));
  const years =
    year === undefined
      ? [0, 1, 2, 3, 4].map((later) => thisYear + later)
      : [Number(year) + (year.length === 2 ? Math.floor(thisYear / 100) * 100 : 0)];
  return years
    .filter((one) => one >= 1000 && one <= 9999)
    .map((one) => `${one}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`)
    .find((day) => isReal(day) && (year !== undefined || day >= today));
}

const isReal = (day: string): boolean => {
  const [, month, date] = day.split("-").map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && date >= 1 && date <= 31 && dayText(dayNumber(day)) === day;
};

/**
 * Whether people with a locale (BCP 47) write the day before the month; undefined when the locale does not decide: `en` alone has
 * both.
 */
export function isDayFirstIn(locale: string | null): boolean | undefined {
  if (!locale) return undefined;
  try {
    const { language, region } = new Intl.Locale(locale.replaceAll("_", "-"));
    if (language === "en" && region === undefined) return undefined;
    const format = new Intl.DateTimeFormat(locale.replaceAll("_", "-"), {
      day: "numeric",
      month: "numeric",
      calendar: "gregory",
    });
    const types = format.formatToParts(0).map(({ type }) => type);
    return types.indexOf("day") < types.indexOf("month");
  } catch {
    return undefined;
  }
}

/**
 * Checks whether what was parsed is everything that a line says about time. “Gym mon, wed, fri”, “every day at 8am and 8pm” and
 * “every day except sunday” begin with something that can be parsed, but mean something else.
 */
import type { Place } from "#core/work/quick-add-recurrence";

const WEEKDAY = "(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\\.?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?";
const MONTH =
  "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec";
const RELATIVE =
  "to(?:day|morrow|night)|weekends?|weekdays?|mornings?|afternoons?|evenings?|nights?|noon|midnight|eod|eow|eom";
const UNIT = "(?:day|week|month|quarter|year|hour|minute)s?";
const EVERY = "every|each|daily|weekly|monthly|quarterly|yearly|annually";
const CLOCK =
  "\\d{1,2}(?::\\d\\d)?(?:\\s*[ap]\\.?m\\b\\.?|[ap])|\\d{1,2}:\\d\\d|(?:half|quarter)\\s+(?:past|to)|o'clock";
const ORDINAL = "\\d{1,2}(?:st|nd|rd|th)";
/** Words about time, anywhere beside a date. */
const TIMELY = `(?:${WEEKDAY}|${MONTH}|${RELATIVE}|${EVERY}|${CLOCK}|${ORDINAL}|(?:last|next|this)\\s+(?:${UNIT}|${WEEKDAY}))`;
const JOINED =
  "(?:,|;|&|@|/|[-–—]|and|or|to|till?|until|through|thru|from|of|in|on|at|by|then|not|before|after|around|about)";
const END = "(?![\\p{L}\\p{N}_])";

const AFTER = anyOf(
  `[\\s\\u0001]*(?:${JOINED}[\\s\\u0001]*){0,2}(?:the\\s+)?${TIMELY}${END}`,
  `\\s*(?:except|excluding|unless|but|between|weeks?|fortnight|or\\s+(?:so|more|two|three|four))${END}`,
  `\\s*(?:of|in)\\s+(?:the|this|next|each|every)${END}`,
  // at 8 and 20, 9-5, on the 15
  "\\s*(?:\\d{1,2}\\s*)?(?:[-–—]|or|to|till?|until)\\s*(?:at\\s*)?\\d",
  "\\s*(?:and|&|,)\\s*\\d{1,2}\\s*$",
  "\\s*(?:and|&|,)\\s*\\d{1,2}/\\d{1,2}(?!\\d)",
  // tonight 8, at 9, then 10, three times
  "\\s+\\d{1,2}(?::\\d\\d)?\\s*$",
  "[\\s,;]*then\\s+\\d",
  `\\s*(?:x\\s*\\d+|\\d+\\s*(?:x|times))${END}`,
  `\\s*and\\s+(?:an?\\s+|one\\s+)?(?:half|quarter)${END}`,
  // every three days after completion, the Monday after next
  `\\s*(?:after|before)\\s+(?:next|last|that|completion|completing|done)${END}`,
  "\\s*[+-]\\s*\\d",
  "\\s*(?:on|from|by|at|before|after|around|about)\\s+(?:the\\s+)?\\d{1,2}(?::\\d\\d)?(?![\\p{L}\\p{N}%])",
  // 3pm Berlin time, 15h30
  "\\s+(?:\\p{L}+\\s+){1,2}time(?![\\p{L}\\p{N}_])",
  "\\s+(?:pacific|mountain|central|eastern|atlantic)(?![\\p{L}\\p{N}_])",
  "\\s+\\d{1,2}h\\d\\d(?![\\p{L}\\p{N}_])",
  // The sentence is incomplete.
  "\\s*(?:at|on|by|in|from|to|for|until|till)\\s*$",
);
const BEFORE = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${TIMELY}(?:\\s*,)?(?:[\\s\\u0001]*${JOINED}){0,2}|not|never|except|between|since|after|until|till|from|to|for|of|than|latest|over|\\d{1,2}h\\d\\d|once|twice|times|(?:an?|two|three|\\d+)\\s+weeks?|\\d+\\s*(?:[-–—]|to))[\\s\\u0001]*$`,
  "iu",
);

/** Ranges of weekdays like “Mon-Fri”, “Sat & Sun”, anywhere in the text. */
const WEEKDAYS = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${WEEKDAY})\\s*(?:[-–—/&+,]|and|or|to|through|thru)\\s*(?:${WEEKDAY})${END}`,
  "iu",
);

/** A pattern for any of these at the beginning of a text. */
function anyOf(...patterns: string[]): RegExp {
  return new RegExp(`^(?:${patterns.join("|")})`, "iu");
}

/** Whether the parsed places are everything about time. `rest` is the text with control characters in these places. */
export const isWhole = (rest: string, places: readonly Place[]): boolean =>
  !WEEKDAYS.test(rest) &&
  places.every(({ start, end }) => !AFTER.test(rest.slice(end)) && !BEFORE.test(rest.slice(0, start)));

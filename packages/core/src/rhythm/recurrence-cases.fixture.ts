/**
 * Recurrence rules and their instances. Those of `rfc` are the examples of RFC 5545, section 3.8.5.3; the others were derived by
 * hand from its section 3.3.10 and the calendar, without a program that evaluates rules.
 *
 * Each is `[what it shows, rule, start, instances]`. Instances are days (or local times, or instants) in order, beginning with
 * the start where the rule includes it; a final `…` means that there are more, and without `…` the list is complete.
 */
export type Case = readonly [what: string, rule: string, start: string, instances: string];

/** `Sep 2-5,9; Oct 1` of a year as days. */
export function days(year: number, text: string): string {
  return text
    .split(";")
    .flatMap((month) => {
      const [name, numbers] = month.trim().split(" ") as [string, string];
      const number = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(name) / 3 + 1;
      return numbers.split(",").flatMap((range) => {
        const [from, to = from] = range.split("-").map(Number) as [number, number?];
        return Array.from({ length: to - from + 1 }, (_, i) => `${year}-${two(number)}-${two(from + i)}`);
      });
    })
    .join(" ");
}
const two = (number: number) => String(number).padStart(2, "0");

/** The same days of every month of `years`. */
const monthly = (years: Record<number, string>) =>
  Object.entries(years)
    .map(([year, text]) => days(Number(year), text))
    .join(" ");

const JANUARY = "Jan 1-31";
const EVERY_WEEKDAY = "SU,MO,TU,WE,TH,FR,SA";

/** RFC 5545, section 3.8.5.3: there at 09:00 in New York, here as days. */
export const rfc: readonly Case[] = [
  ["daily for 10 occurrences", "FREQ=DAILY;COUNT=10", "1997-09-02", days(1997, "Sep 2-11")],
  [
    "daily until December 24, 1997",
    "FREQ=DAILY;UNTIL=19971224T000000Z",
    "1997-09-02",
    days(1997, "Sep 2-30; Oct 1-31; Nov 1-30; Dec 1-23"),
  ],
  [
    "every other day",
    "FREQ=DAILY;INTERVAL=2",
    "1997-09-02",
    `${days(1997, "Sep 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30; Oct 2,4")} …`,
  ],
  ["every 10 days, 5 occurrences", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", days(1997, "Sep 2,12,22; Oct 2,12")],
  [
    "every day in January, for 3 years, by years",
    `FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=${EVERY_WEEKDAY}`,
    "1998-01-01",
    monthly({ 1998: JANUARY, 1999: JANUARY, 2000: JANUARY }),
  ],
  [
    "every day in January, for 3 years, by days",
    "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
    "1998-01-01",
    monthly({ 1998: JANUARY, 1999: JANUARY, 2000: JANUARY }),
  ],
  [
    "weekly for 10 occurrences",
    "FREQ=WEEKLY;COUNT=10",
    "1997-09-02",
    days(1997, "Sep 2,9,16,23,30; Oct 7,14,21,28; Nov 4"),
  ],
  [
    "weekly until December 24, 1997",
    "FREQ=WEEKLY;UNTIL=19971224T000000Z",
    "1997-09-02",
    days(1997, "Sep 2,9,16,23,30; Oct 7,14,21,28; Nov 4,11,18,25; Dec 2,9,16,23"),
  ],
  [
    "every other week",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
    "1997-09-02",
    `${days(1997, "Sep 2,16,30; Oct 14,28; Nov 11,25; Dec 9,23")} ${days(1998, "Jan 6,20; Feb 3,17")} …`,
  ],
  [
    "weekly on Tuesday and Thursday for five weeks, by UNTIL",
    "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
    "1997-09-02",
    days(1997, "Sep 2,4,9,11,16,18,23,25,30; Oct 2"),
  ],
  [
    "weekly on Tuesday and Thursday for five weeks, by COUNT",
    "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
    "1997-09-02",
    days(1997, "Sep 2,4,9,11,16,18,23,25,30; Oct 2"),
  ],
  [
    "every other week on Monday, Wednesday and Friday until December 24, 1997",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
    "1997-09-01",
    days(1997, "Sep 1,3,5,15,17,19,29; Oct 1,3,13,15,17,27,29,31; Nov 10,12,14,24,26,28; Dec 8,10,12,22"),
  ],
  [
    "every other week on Tuesday and Thursday, 8 occurrences",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
    "1997-09-02",
    days(1997, "Sep 2,4,16,18,30; Oct 2,14,16"),
  ],
  [
    "monthly on the first Friday for 10 occurrences",
    "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
    "1997-09-05",
    monthly({ 1997: "Sep 5; Oct 3; Nov 7; Dec 5", 1998: "Jan 2; Feb 6; Mar 6; Apr 3; May 1; Jun 5" }),
  ],
  [
    "monthly on the first Friday until December 24, 1997",
    "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
    "1997-09-05",
    days(1997, "Sep 5; Oct 3; Nov 7; Dec 5"),
  ],
  [
    "every other month on the first and last Sunday, 10 occurrences",
    "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
    "1997-09-07",
    monthly({ 1997: "Sep 7,28; Nov 2,30", 1998: "Jan 4,25; Mar 1,29; May 3,31" }),
  ],
  [
    "monthly on the second-to-last Monday for 6 months",
    "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
    "1997-09-22",
    monthly({ 1997: "Sep 22; Oct 20; Nov 17; Dec 22", 1998: "Jan 19; Feb 16" }),
  ],
  [
    "monthly on the third-to-the-last day",
    "FREQ=MONTHLY;BYMONTHDAY=-3",
    "1997-09-28",
    `${monthly({ 1997: "Sep 28; Oct 29; Nov 28; Dec 29", 1998: "Jan 29; Feb 26" })} …`,
  ],
  [
    "monthly on the 2nd and 15th for 10 occurrences",
    "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
    "1997-09-02",
    monthly({ 1997: "Sep 2,15; Oct 2,15; Nov 2,15; Dec 2,15", 1998: "Jan 2,15" }),
  ],
  [
    "monthly on the first and last day for 10 occurrences",
    "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
    "1997-09-30",
    monthly({ 1997: "Sep 30; Oct 1,31; Nov 1,30; Dec 1,31", 1998: "Jan 1,31; Feb 1" }),
  ],
  [
    "every 18 months on the 10th through 15th, 10 occurrences",
    "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
    "1997-09-10",
    monthly({ 1997: "Sep 10-15", 1999: "Mar 10-13" }),
  ],
  [
    "every Tuesday, every other month",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
    "1997-09-02",
    `${monthly({ 1997: "Sep 2,9,16,23,30; Nov 4,11,18,25", 1998: "Jan 6,13,20,27; Mar 3,10,17,24,31" })} …`,
  ],
  [
    "yearly in June and July for 10 occurrences",
    "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
    "1997-06-10",
    [1997, 1998, 1999, 2000, 2001].map((year) => days(year, "Jun 10; Jul 10")).join(" "),
  ],
  [
    "every other year in January, February and March, 10 occurrences",
    "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
    "1997-03-10",
    `1997-03-10 ${[1999, 2001, 2003].map((year) => days(year, "Jan 10; Feb 10; Mar 10")).join(" ")}`,
  ],
  [
    "every third year on the 1st, 100th and 200th day, 10 occurrences",
    "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
    "1997-01-01",
    monthly({
      1997: "Jan 1; Apr 10; Jul 19",
      2000: "Jan 1; Apr 9; Jul 18",
      2003: "Jan 1; Apr 10; Jul 19",
      2006: "Jan 1",
    }),
  ],
  ["every 20th Monday of the year", "FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17 …"],
  ["Monday of week number 20", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", "1997-05-12 1998-05-11 1999-05-17 …"],
  [
    "every Thursday in March",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
    "1997-03-13",
    `${monthly({ 1997: "Mar 13,20,27", 1998: "Mar 5,12,19,26", 1999: "Mar 4,11,18,25" })} …`,
  ],
  [
    "every Thursday in June, July and August",
    "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
    "1997-06-05",
    `${monthly({
      1997: "Jun 5,12,19,26; Jul 3,10,17,24,31; Aug 7,14,21,28",
      1998: "Jun 4,11,18,25; Jul 2,9,16,23,30; Aug 6,13,20,27",
      1999: "Jun 3,10,17,24; Jul 1,8,15,22,29; Aug 5,12,19,26",
    })} …`,
  ],
  [
    "every Friday the 13th",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "1997-09-02",
    "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13 …",
  ],
  [
    "the first Saturday that follows the first Sunday of the month",
    "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
    "1997-09-13",
    `${monthly({ 1997: "Sep 13; Oct 11; Nov 8; Dec 13", 1998: "Jan 10; Feb 7; Mar 7; Apr 11; May 9; Jun 13" })} …`,
  ],
  [
    "election day in the United States",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
    "1996-11-05",
    "1996-11-05 2000-11-07 2004-11-02 …",
  ],
  [
    "the third of Tuesday, Wednesday and Thursday in the month, 3 months",
    "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
    "1997-09-04",
    "1997-09-04 1997-10-07 1997-11-06",
  ],
  [
    "the second-to-last weekday of the month",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
    "1997-09-29",
    "1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29 1998-02-26 1998-03-30 …",
  ],
  [
    "a week that begins on Monday",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
    "1997-08-05",
    days(1997, "Aug 5,10,19,24"),
  ],
  [
    "a week that begins on Sunday",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
    "1997-08-05",
    days(1997, "Aug 5,17,19,31"),
  ],
  [
    "a date that does not exist is ignored",
    "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
    "2007-01-15",
    days(2007, "Jan 15,30; Feb 15; Mar 15,30"),
  ],
];

/** Rules for days, by what they show. */
export const calendar: readonly Case[] = [
  ["daily over the end of a year", "FREQ=DAILY", "2025-12-30", "2025-12-30 2025-12-31 2026-01-01 2026-01-02 …"],
  ["daily over a leap day", "FREQ=DAILY;COUNT=4", "2028-02-27", "2028-02-27 2028-02-28 2028-02-29 2028-03-01"],
  ["daily over a February without one", "FREQ=DAILY;COUNT=3", "2026-02-27", "2026-02-27 2026-02-28 2026-03-01"],
  ["2100 is no leap year", "FREQ=DAILY;COUNT=3", "2100-02-27", "2100-02-27 2100-02-28 2100-03-01"],
  [
    "every 100 days",
    "FREQ=DAILY;INTERVAL=100",
    "2026-01-01",
    "2026-01-01 2026-04-11 2026-07-20 2026-10-28 2027-02-05 2027-05-16 …",
  ],
  ["every weekday", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-03-02", `${days(2026, "Mar 2-6,9-13,16-20")} …`],
  [
    "every weekday, by weeks",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "2026-03-02",
    `${days(2026, "Mar 2-6,9-13,16-20")} …`,
  ],
  [
    "every weekday, begun on a Saturday",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "2026-03-07",
    `${days(2026, "Mar 9-12")} …`,
  ],
  ["every weekend", "FREQ=WEEKLY;BYDAY=SA,SU", "2026-03-07", `${days(2026, "Mar 7,8,14,15,21,22")} …`],
  [
    "every third day that is a Sunday",
    "FREQ=DAILY;INTERVAL=3;BYDAY=SU",
    "2026-03-01",
    `${days(2026, "Mar 1,22; Apr 12; May 3")} …`,
  ],
  [
    "daily in two months",
    "FREQ=DAILY;BYMONTH=2,4;COUNT=4",
    "2026-02-27",
    "2026-02-27 2026-02-28 2026-04-01 2026-04-02",
  ],
  [
    "daily on days of the month",
    "FREQ=DAILY;BYMONTHDAY=1,-1",
    "2026-01-31",
    `${days(2026, "Jan 31; Feb 1,28; Mar 1,31; Apr 1,30")} …`,
  ],
  [
    "daily on the 31st",
    "FREQ=DAILY;BYMONTHDAY=31",
    "2026-01-31",
    `${days(2026, "Jan 31; Mar 31; May 31; Jul 31; Aug 31")} …`,
  ],

  ["weekly on the day it begins", "FREQ=WEEKLY", "2026-03-04", `${days(2026, "Mar 4,11,18,25; Apr 1")} …`],
  ["weekly over the end of a year", "FREQ=WEEKLY;BYDAY=TH", "2025-12-25", "2025-12-25 2026-01-01 2026-01-08 …"],
  [
    "every other week over the end of a year",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "2025-12-29",
    "2025-12-29 2026-01-01 2026-01-12 2026-01-15 2026-01-26 2026-01-29 2026-02-09 2026-02-12 …",
  ],
  ["every 18 weeks", "FREQ=WEEKLY;INTERVAL=18", "2026-03-02", "2026-03-02 2026-07-06 2026-11-09 2027-03-15 …"],
  [
    "every third week, weeks from Monday",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,SU;WKST=MO",
    "2026-03-04",
    `${days(2026, "Mar 4,8,23,25,29; Apr 13,15,19; May 4,6,10")} …`,
  ],
  [
    "every third week, weeks from Sunday",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,SU;WKST=SU",
    "2026-03-04",
    `${days(2026, "Mar 4,22,23,25; Apr 12,13,15; May 3,4,6")} …`,
  ],
  [
    "every third week, weeks from Wednesday",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,SU;WKST=WE",
    "2026-03-04",
    `${days(2026, "Mar 4,8,9,25,29,30; Apr 15,19,20; May 6,10,11")} …`,
  ],
  [
    "every third week, weeks from Thursday",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,SU;WKST=TH",
    "2026-03-04",
    `${days(2026, "Mar 4,22,23,25; Apr 12,13,15; May 3,4,6")} …`,
  ],
  [
    "weekly in some months only",
    "FREQ=WEEKLY;BYDAY=SU;BYMONTH=8",
    "2026-08-02",
    `${monthly({ 2026: "Aug 2,9,16,23,30", 2027: "Aug 1,8,15" })} …`,
  ],
  [
    "the last of a week's days",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1",
    "2026-03-06",
    `${days(2026, "Mar 6,13,20,27")} …`,
  ],
  [
    "the first of a week's days, weeks from Sunday",
    "FREQ=WEEKLY;BYDAY=SU,WE;BYSETPOS=1;WKST=SU",
    "2026-03-01",
    `${days(2026, "Mar 1,8,15")} …`,
  ],
  [
    "the first of a week's days, weeks from Monday",
    "FREQ=WEEKLY;BYDAY=SU,WE;BYSETPOS=1;WKST=MO",
    "2026-03-04",
    `${days(2026, "Mar 4,11,18")} …`,
  ],
  ["the days of a week in any order", "FREQ=WEEKLY;BYDAY=FR,MO", "2026-03-02", `${days(2026, "Mar 2,6,9,13")} …`],

  ["monthly on the day it begins", "FREQ=MONTHLY", "2026-01-15", `${days(2026, "Jan 15; Feb 15; Mar 15")} …`],
  [
    "months without a 31st are left out",
    "FREQ=MONTHLY",
    "2026-01-31",
    `${days(2026, "Jan 31; Mar 31; May 31; Jul 31; Aug 31; Oct 31; Dec 31")} …`,
  ],
  [
    "every other month without a 31st",
    "FREQ=MONTHLY;INTERVAL=2;COUNT=4",
    "2026-01-31",
    days(2026, "Jan 31; Mar 31; May 31; Jul 31"),
  ],
  [
    "every second month from a 31st that none has",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;COUNT=2",
    "2026-03-31",
    "2026-03-31 2027-03-31",
  ],
  [
    "the last day of the month",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "2026-01-31",
    `${days(2026, "Jan 31; Feb 28; Mar 31; Apr 30; May 31; Jun 30; Jul 31; Aug 31; Sep 30; Oct 31; Nov 30; Dec 31")} …`,
  ],
  [
    "the last day of February",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-1",
    "2026-02-28",
    "2026-02-28 2027-02-28 2028-02-29 2029-02-28 2030-02-28 …",
  ],
  [
    "the tenth day from the end",
    "FREQ=MONTHLY;BYMONTHDAY=-10",
    "2026-01-22",
    `${days(2026, "Jan 22; Feb 19; Mar 22; Apr 21; May 22; Jun 21")} …`,
  ],
  [
    "the 31st day from the end is the first of a long month",
    "FREQ=MONTHLY;BYMONTHDAY=-31",
    "2026-01-01",
    `${days(2026, "Jan 1; Mar 1; May 1; Jul 1; Aug 1; Oct 1; Dec 1")} …`,
  ],
  [
    "the 30th, or the last day of a shorter month",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
    "2026-01-30",
    `${days(2026, "Jan 30; Feb 28; Mar 30; Apr 30; May 30; Jun 30")} …`,
  ],
  [
    "the same day named from both ends comes once",
    "FREQ=MONTHLY;BYMONTHDAY=30,-1",
    "2026-04-30",
    `${days(2026, "Apr 30; May 30,31; Jun 30; Jul 30,31")} …`,
  ],
  [
    "the last Friday",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "2026-01-30",
    `${days(2026, "Jan 30; Feb 27; Mar 27; Apr 24; May 29; Jun 26; Jul 31; Aug 28; Sep 25; Oct 30; Nov 27; Dec 25")} …`,
  ],
  [
    "the second Tuesday",
    "FREQ=MONTHLY;BYDAY=2TU",
    "2026-01-13",
    `${days(2026, "Jan 13; Feb 10; Mar 10; Apr 14; May 12; Jun 9; Jul 14; Aug 11; Sep 8; Oct 13; Nov 10; Dec 8")} …`,
  ],
  [
    "the fifth Friday, where there is one",
    "FREQ=MONTHLY;BYDAY=5FR",
    "2026-01-30",
    `${days(2026, "Jan 30; May 29; Jul 31; Oct 30")} …`,
  ],
  [
    "the fifth Friday from the end is the first",
    "FREQ=MONTHLY;BYDAY=-5FR",
    "2026-01-02",
    `${days(2026, "Jan 2; May 1; Jul 3; Oct 2")} …`,
  ],
  [
    "the first and third Friday",
    "FREQ=MONTHLY;BYDAY=1FR,3FR",
    "2026-03-06",
    `${days(2026, "Mar 6,20; Apr 3,17; May 1,15")} …`,
  ],
  [
    "a numbered weekday and all of another",
    "FREQ=MONTHLY;BYDAY=1MO,FR",
    "2026-03-02",
    `${days(2026, "Mar 2,6,13,20,27; Apr 3,6,10,17,24")} …`,
  ],
  [
    "the last weekday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "2026-01-30",
    `${days(2026, "Jan 30; Feb 27; Mar 31; Apr 30; May 29; Jun 30; Jul 31; Aug 31; Sep 30; Oct 30; Nov 30; Dec 31")} …`,
  ],
  [
    "the first weekday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "2026-01-01",
    `${days(2026, "Jan 1; Feb 2; Mar 2; Apr 1; May 1; Jun 1; Jul 1; Aug 3; Sep 1; Oct 1; Nov 2; Dec 1")} …`,
  ],
  [
    "the first and the last of some days",
    "FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=1,-1",
    "2026-01-02",
    `${days(2026, "Jan 2,30; Feb 2,27; Mar 2,30; Apr 3,27")} …`,
  ],
  [
    "a position that a set has not",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5",
    "2026-03-30",
    `${days(2026, "Mar 30; Jun 29; Aug 31; Nov 30")} …`,
  ],
  [
    "the last day of the quarter",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
    "2026-03-31",
    "2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 …",
  ],
  [
    "the last Friday of the quarter",
    "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=-1FR",
    "2026-03-27",
    `${days(2026, "Mar 27; Jun 26; Sep 25; Dec 25")} …`,
  ],
  [
    "Friday the 13th",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "2026-02-13",
    "2026-02-13 2026-03-13 2026-11-13 2027-08-13 2028-10-13 …",
  ],
  [
    "every 5 months over the ends of years",
    "FREQ=MONTHLY;INTERVAL=5",
    "2025-11-30",
    "2025-11-30 2026-04-30 2026-09-30 2027-07-30 2027-12-30 …",
  ],

  ["yearly on the day it begins", "FREQ=YEARLY", "2026-03-02", "2026-03-02 2027-03-02 2028-03-02 …"],
  ["a birthday on the leap day", "FREQ=YEARLY", "2024-02-29", "2024-02-29 2028-02-29 2032-02-29 2036-02-29 …"],
  ["a leap day in a century without one", "FREQ=YEARLY", "2092-02-29", "2092-02-29 2096-02-29 2104-02-29 …"],
  [
    "every fourth year, past a century without a leap day",
    "FREQ=YEARLY;INTERVAL=4",
    "2096-02-29",
    "2096-02-29 2104-02-29 2108-02-29 …",
  ],
  [
    "leap days that are Mondays",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
    "2016-02-29",
    "2016-02-29 2044-02-29 2072-02-29 2112-02-29 …",
  ],
  [
    "leap days that are Mondays, by days",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;COUNT=2",
    "2016-02-29",
    "2016-02-29 2044-02-29",
  ],
  [
    "February 29th, or the 28th",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
    "2026-02-28",
    "2026-02-28 2027-02-28 2028-02-29 2029-02-28 …",
  ],
  [
    "in other months on the day it begins",
    "FREQ=YEARLY;BYMONTH=1,7",
    "2026-01-09",
    "2026-01-09 2026-07-09 2027-01-09 …",
  ],
  [
    "on a day of every month",
    "FREQ=YEARLY;BYMONTHDAY=15;COUNT=13",
    "2026-01-15",
    `${days(2026, "Jan 15; Feb 15; Mar 15; Apr 15; May 15; Jun 15; Jul 15; Aug 15; Sep 15; Oct 15; Nov 15; Dec 15")} 2027-01-15`,
  ],
  [
    "the fourth Thursday of November",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
    "2026-11-26",
    "2026-11-26 2027-11-25 2028-11-23 2029-11-22 2030-11-28 2031-11-27 …",
  ],
  [
    "the second Sunday of May",
    "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU",
    "2026-05-10",
    "2026-05-10 2027-05-09 2028-05-14 2029-05-13 2030-05-12 …",
  ],
  [
    "the last Monday of May",
    "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
    "2026-05-25",
    "2026-05-25 2027-05-31 2028-05-29 2029-05-28 2030-05-27 …",
  ],
  [
    "the first Monday of the year",
    "FREQ=YEARLY;BYDAY=1MO",
    "2026-01-05",
    "2026-01-05 2027-01-04 2028-01-03 2029-01-01 2030-01-07 2031-01-06 …",
  ],
  [
    "the last Sunday of the year",
    "FREQ=YEARLY;BYDAY=-1SU",
    "2026-12-27",
    "2026-12-27 2027-12-26 2028-12-31 2029-12-30 2030-12-29 2031-12-28 …",
  ],
  [
    "the 53rd Thursday, where there is one",
    "FREQ=YEARLY;BYDAY=53TH",
    "2026-12-31",
    "2026-12-31 2032-12-30 2037-12-31 2043-12-31 …",
  ],
  [
    "the 53rd Monday from the end",
    "FREQ=YEARLY;BYDAY=-53MO",
    "2018-01-01",
    "2018-01-01 2024-01-01 2029-01-01 2035-01-01 2040-01-02 2046-01-01 …",
  ],
  [
    "the first and the last weekday of the year",
    "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
    "2026-01-01",
    "2026-01-01 2026-12-31 2027-01-01 2027-12-31 2028-01-03 2028-12-29 …",
  ],
  [
    "the 60th day",
    "FREQ=YEARLY;BYYEARDAY=60",
    "2026-03-01",
    "2026-03-01 2027-03-01 2028-02-29 2029-03-01 2030-03-01 2031-03-01 2032-02-29 …",
  ],
  [
    "the 366th day",
    "FREQ=YEARLY;BYYEARDAY=366",
    "2020-12-31",
    "2020-12-31 2024-12-31 2028-12-31 2032-12-31 2036-12-31 …",
  ],
  [
    "the last day, and the 366th from the end",
    "FREQ=YEARLY;BYYEARDAY=-1,-366",
    "2026-12-31",
    "2026-12-31 2027-12-31 2028-01-01 2028-12-31 2029-12-31 2030-12-31 2031-12-31 2032-01-01 …",
  ],
  [
    "a day of the year in some months only",
    "FREQ=YEARLY;BYYEARDAY=60;BYMONTH=2",
    "2028-02-29",
    "2028-02-29 2032-02-29 2036-02-29 …",
  ],
  [
    "a day of the year that is a Sunday",
    "FREQ=YEARLY;BYYEARDAY=1;BYDAY=SU",
    "2023-01-01",
    "2023-01-01 2034-01-01 2040-01-01 …",
  ],
  [
    "Monday of week 53, where there is one",
    "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
    "2015-12-28",
    "2015-12-28 2020-12-28 2026-12-28 2032-12-27 2037-12-28 2043-12-28 2048-12-28 …",
  ],
  [
    "Monday of week 1, which may be in the year before",
    "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
    "2025-12-29",
    "2025-12-29 2027-01-04 2028-01-03 2029-01-01 2029-12-31 2030-12-30 …",
  ],
  [
    "Sunday of week 1",
    "FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU",
    "2025-01-05",
    "2025-01-05 2026-01-04 2027-01-10 2028-01-09 2029-01-07 2030-01-06 2031-01-05 …",
  ],
  [
    "Sunday of week 1, weeks from Sunday",
    "FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU",
    "2026-01-04",
    "2026-01-04 2027-01-03 2028-01-02 2028-12-31 2029-12-30 …",
  ],
  [
    "Friday of the last week, which may be in the year after",
    "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=FR",
    "2025-12-26",
    "2025-12-26 2027-01-01 2027-12-31 2028-12-29 2029-12-28 2030-12-27 2031-12-26 …",
  ],
  ["a week on the weekday it begins", "FREQ=YEARLY;BYWEEKNO=20", "1997-05-12", "1997-05-12 1998-05-11 1999-05-17 …"],
  [
    "all days of a week",
    `FREQ=YEARLY;BYWEEKNO=20;BYDAY=${EVERY_WEEKDAY}`,
    "2026-05-11",
    `${monthly({ 2026: "May 11-17", 2027: "May 17-23" })} …`,
  ],
  [
    "every other year",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=25",
    "2025-12-25",
    "2025-12-25 2027-12-25 2029-12-25 …",
  ],
  [
    "a start that the rule does not name is no instance of it",
    "FREQ=WEEKLY;BYDAY=MO",
    "2026-03-04",
    `${days(2026, "Mar 9,16,23")} …`,
  ],
  [
    "a start in a week that is not skipped",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "2026-03-04",
    `${days(2026, "Mar 16,30; Apr 13")} …`,
  ],
  ["a rule that never comes", "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", "2026-03-02", ""],
  ["a position that no set has", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=9", "2026-03-02", ""],

  ["COUNT of one is the start alone", "FREQ=DAILY;COUNT=1", "2026-03-02", "2026-03-02"],
  [
    "COUNT over the end of a year",
    "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=31",
    "2026-10-31",
    "2026-10-31 2026-12-31 2027-01-31",
  ],
  [
    "COUNT does not count days that do not exist",
    "FREQ=MONTHLY;COUNT=4",
    "2026-01-31",
    days(2026, "Jan 31; Mar 31; May 31; Jul 31"),
  ],
  ["COUNT of leap days", "FREQ=YEARLY;COUNT=3", "2024-02-29", "2024-02-29 2028-02-29 2032-02-29"],
  [
    "COUNT with positions",
    "FREQ=MONTHLY;COUNT=3;BYDAY=MO,FR;BYSETPOS=1,-1",
    "2026-01-02",
    days(2026, "Jan 2,30; Feb 2"),
  ],
  [
    "COUNT counts a start that the rule does not name",
    "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
    "2026-03-04",
    days(2026, "Mar 9,16"),
  ],
  ["UNTIL is included", "FREQ=DAILY;UNTIL=20260305", "2026-03-02", days(2026, "Mar 2-5")],
  ["UNTIL between two instances", "FREQ=WEEKLY;UNTIL=20260320", "2026-03-02", days(2026, "Mar 2,9,16")],
  ["UNTIL on the start", "FREQ=DAILY;UNTIL=20260302", "2026-03-02", "2026-03-02"],
  ["UNTIL before the start", "FREQ=DAILY;UNTIL=20260101", "2026-03-02", "2026-03-02"],
  ["UNTIL on a leap day", "FREQ=DAILY;UNTIL=20280229", "2028-02-28", "2028-02-28 2028-02-29"],
  ["UNTIL as a local time counts by its day", "FREQ=DAILY;UNTIL=20260304T000000", "2026-03-02", days(2026, "Mar 2-4")],
  [
    "UNTIL as an instant counts by its day in UTC",
    "FREQ=DAILY;UNTIL=20260304T235959Z",
    "2026-03-02",
    days(2026, "Mar 2-4"),
  ],
  [
    "UNTIL with positions",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20260331",
    "2026-01-30",
    days(2026, "Jan 30; Feb 27; Mar 31"),
  ],
];

/** Rules at a time of day: `[what, zone, rule, start in local time, instants]`. */
export type ClockCase = readonly [what: string, zone: string, rule: string, start: string, instants: string];

export const clocks: readonly ClockCase[] = [
  [
    "nine o'clock stays nine o'clock when clocks go forward in Berlin",
    "Europe/Berlin",
    "FREQ=DAILY;COUNT=3",
    "2026-03-28T09:00",
    "2026-03-28T08:00 2026-03-29T07:00 2026-03-30T07:00",
  ],
  [
    "and when they go back",
    "Europe/Berlin",
    "FREQ=DAILY;COUNT=3",
    "2026-10-24T09:00",
    "2026-10-24T07:00 2026-10-25T08:00 2026-10-26T08:00",
  ],
  [
    "a time that the clocks skip in Berlin moves forward by as much as they do",
    "Europe/Berlin",
    "FREQ=DAILY;COUNT=3",
    "2026-03-28T02:30",
    "2026-03-28T01:30 2026-03-29T01:30 2026-03-30T00:30",
  ],
  [
    "the first reading that is jumped over",
    "Europe/Berlin",
    "FREQ=DAILY;COUNT=2",
    "2026-03-28T02:00",
    "2026-03-28T01:00 2026-03-29T01:00",
  ],
  [
    "the reading they jump to is one",
    "Europe/Berlin",
    "FREQ=DAILY;COUNT=2",
    "2026-03-28T03:00",
    "2026-03-28T02:00 2026-03-29T01:00",
  ],
  [
    "a reading that comes twice in Berlin is the first",
    "Europe/Berlin",
    "FREQ=DAILY;COUNT=3",
    "2026-10-24T02:30",
    "2026-10-24T00:30 2026-10-25T00:30 2026-10-26T01:30",
  ],
  [
    "clocks go forward in New York",
    "America/New_York",
    "FREQ=WEEKLY;BYDAY=SU;COUNT=3",
    "2026-03-01T09:00",
    "2026-03-01T14:00 2026-03-08T13:00 2026-03-15T13:00",
  ],
  [
    "a Sunday whose reading is jumped over in New York",
    "America/New_York",
    "FREQ=WEEKLY;BYDAY=SU;COUNT=3",
    "2026-03-01T02:30",
    "2026-03-01T07:30 2026-03-08T07:30 2026-03-15T06:30",
  ],
  [
    "a reading that comes twice in New York is the first",
    "America/New_York",
    "FREQ=DAILY;COUNT=3",
    "2026-10-31T01:30",
    "2026-10-31T05:30 2026-11-01T05:30 2026-11-02T06:30",
  ],
  [
    "monthly over both changes of New York",
    "America/New_York",
    "FREQ=MONTHLY;INTERVAL=3;COUNT=4",
    "2026-01-15T12:00",
    "2026-01-15T17:00 2026-04-15T16:00 2026-07-15T16:00 2026-10-15T16:00",
  ],
  [
    "clocks that jump by thirty minutes on Lord Howe Island",
    "Australia/Lord_Howe",
    "FREQ=DAILY;COUNT=3",
    "2026-10-03T02:15",
    "2026-10-02T15:45 2026-10-03T15:45 2026-10-04T15:15",
  ],
  [
    "clocks that go back by thirty minutes there",
    "Australia/Lord_Howe",
    "FREQ=DAILY;COUNT=3",
    "2026-04-04T01:45",
    "2026-04-03T14:45 2026-04-04T14:45 2026-04-05T15:15",
  ],
  [
    "an offset of half an hour with clock changes: Adelaide jumps",
    "Australia/Adelaide",
    "FREQ=DAILY;COUNT=3",
    "2026-10-03T02:30",
    "2026-10-02T17:00 2026-10-03T17:00 2026-10-04T16:00",
  ],
  [
    "Adelaide goes back",
    "Australia/Adelaide",
    "FREQ=DAILY;COUNT=3",
    "2026-04-04T08:00",
    "2026-04-03T21:30 2026-04-04T22:30 2026-04-05T22:30",
  ],
  [
    "St. John's jumps",
    "America/St_Johns",
    "FREQ=DAILY;COUNT=3",
    "2026-03-07T02:30",
    "2026-03-07T06:00 2026-03-08T06:00 2026-03-09T05:00",
  ],
  [
    "an offset of half an hour without clock changes",
    "Asia/Kolkata",
    "FREQ=WEEKLY;COUNT=3",
    "2026-03-23T09:00",
    "2026-03-23T03:30 2026-03-30T03:30 2026-04-06T03:30",
  ],
  [
    "an offset of three quarters",
    "Asia/Kathmandu",
    "FREQ=DAILY;COUNT=2",
    "2026-12-31T00:15",
    "2026-12-30T18:30 2026-12-31T18:30",
  ],
  [
    "Chatham jumps from a quarter to three",
    "Pacific/Chatham",
    "FREQ=DAILY;COUNT=3",
    "2026-09-26T03:00",
    "2026-09-25T14:15 2026-09-26T14:15 2026-09-27T13:15",
  ],
  [
    "midnight is jumped over in Santiago",
    "America/Santiago",
    "FREQ=DAILY;COUNT=3",
    "2026-09-05T00:30",
    "2026-09-05T04:30 2026-09-06T04:30 2026-09-07T03:30",
  ],
  [
    "midnight is jumped over in Cairo",
    "Africa/Cairo",
    "FREQ=WEEKLY;BYDAY=FR;COUNT=3",
    "2026-04-17T00:00",
    "2026-04-16T22:00 2026-04-23T22:00 2026-04-30T21:00",
  ],
  [
    "midnight is jumped over in Beirut",
    "Asia/Beirut",
    "FREQ=DAILY;COUNT=2",
    "2026-03-28T00:30",
    "2026-03-27T22:30 2026-03-28T22:30",
  ],
  [
    "a whole day that Samoa left out",
    "Pacific/Apia",
    "FREQ=DAILY;COUNT=4",
    "2011-12-28T09:00",
    "2011-12-28T19:00 2011-12-29T19:00 2011-12-30T19:00 2011-12-31T19:00",
  ],
  [
    "a zone far in front of UTC, over the end of a year",
    "Pacific/Kiritimati",
    "FREQ=DAILY;COUNT=2",
    "2026-12-31T08:00",
    "2026-12-30T18:00 2026-12-31T18:00",
  ],
  [
    "the last day of the month late in the evening, far behind UTC",
    "Pacific/Honolulu",
    "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
    "2026-01-31T23:00",
    "2026-02-01T09:00 2026-03-01T09:00 2026-04-01T09:00",
  ],
  [
    "UNTIL at the very instant is included",
    "America/New_York",
    "FREQ=DAILY;UNTIL=20260304T140000Z",
    "2026-03-02T09:00",
    "2026-03-02T14:00 2026-03-03T14:00 2026-03-04T14:00",
  ],
  [
    "UNTIL a second earlier is not",
    "America/New_York",
    "FREQ=DAILY;UNTIL=20260304T135959Z",
    "2026-03-02T09:00",
    "2026-03-02T14:00 2026-03-03T14:00",
  ],
  [
    "UNTIL as a local time is one of the zone",
    "America/New_York",
    "FREQ=DAILY;UNTIL=20260304T090000",
    "2026-03-02T09:00",
    "2026-03-02T14:00 2026-03-03T14:00 2026-03-04T14:00",
  ],
  [
    "UNTIL as a local time a minute earlier",
    "America/New_York",
    "FREQ=DAILY;UNTIL=20260304T085900",
    "2026-03-02T09:00",
    "2026-03-02T14:00 2026-03-03T14:00",
  ],
  [
    "UNTIL as a day holds all of that day in the zone",
    "Pacific/Honolulu",
    "FREQ=DAILY;UNTIL=20260304",
    "2026-03-02T23:30",
    "2026-03-03T09:30 2026-03-04T09:30 2026-03-05T09:30",
  ],
  [
    "UNTIL over a change of the clocks",
    "Europe/Berlin",
    "FREQ=DAILY;UNTIL=20260330T060000Z",
    "2026-03-28T08:00",
    "2026-03-28T07:00 2026-03-29T06:00 2026-03-30T06:00",
  ],
  ["seconds are kept", "UTC", "FREQ=DAILY;COUNT=2", "2026-03-02T09:00:30", "2026-03-02T09:00:30 2026-03-03T09:00:30"],
  [
    "a zone by its old name",
    "US/Pacific",
    "FREQ=DAILY;COUNT=2",
    "2026-03-07T09:00",
    "2026-03-07T17:00 2026-03-08T16:00",
  ],
  [
    "the leap day at night",
    "Europe/London",
    "FREQ=YEARLY;COUNT=2",
    "2024-02-29T23:59",
    "2024-02-29T23:59 2028-02-29T23:59",
  ],
];

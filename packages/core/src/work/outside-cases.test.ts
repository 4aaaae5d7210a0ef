/** Cases of recurring tasks that are kept outside, read as the product reads them. */
import { it } from "vitest";
import { following } from "#core/rhythm/recurrence";
import { answerAll, lineOf } from "#testing/outside-cases";

/** Cases whose result differs deliberately, by input, with the reason. */
const READ_DIFFERENTLY = {
  "DTSTART:2028-02-29 RRULE:FREQ=YEARLY;BYMONTHDAY=29;COUNT=3":
    "RFC 5545's table expands BYMONTHDAY in a year over all months, and dateutil and rrule.js do so",
};

it("recurrence", () =>
  answerAll<string[]>(
    "recurrence",
    ({ input, expected }) => {
      const [, day, rule] = /^DTSTART:(\S+) RRULE:(.*)$/.exec(lineOf(input))!;
      const series = { rule: rule!, zone: "UTC", start: { day: day!, time: undefined } };
      return following(series, expected.length).map((one) => one.day);
    },
    undefined,
    READ_DIFFERENTLY,
  ));

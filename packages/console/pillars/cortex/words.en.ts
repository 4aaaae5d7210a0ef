import { number, plural } from "#console/words/format.ts";

export default {
  insights: {
    title: "Insights",
    lead: "What LifeOS noticed in what you recorded.",
    list: "What was noticed",
    show: "Which",
    views: { all: "All", helpful: "Helpful", dismissed: "Dismissed" },
    empty: {
      all: "Nothing was noticed yet.",
      helpful: "None was marked as helpful.",
      dismissed: "None was dismissed.",
    },
    emptyHint: "Log meals, workouts and moods for some weeks: what goes together shows here.",
  },
  insight: {
    above: "Insights",
    by: { rule: "found by a rule", statistics: "found in your figures", ai: "written by a model" },
    sure: (share: string) => `${share} sure`,
    rests: "What it rests on",
    ledHere: "What it was found in",
    unseen: (count: number) =>
      plural(count, { one: "And one more that is not shown.", other: `And ${number(count)} more that are not shown.` }),
    why: "How it came about",
    useful: "Is this useful?",
    choices: { helpful: "Helpful", not_helpful: "Not helpful", dismissed: "Do not show it again" },
    when: "Noticed",
    several: (count: number) => plural(count, { one: "one value", other: `${number(count)} values` }),
    noEvidence: "It says no figures.",
    figures: {
      amountCents: "Amount",
      transactions: "Payments",
      afterTrainingHours: "Hours of sleep after training",
      otherHours: "Hours of sleep otherwise",
      nights: "Nights",
    },
  },
};

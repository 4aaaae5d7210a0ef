import { number, plural } from "#console/words/format.ts";

export default {
  title: "Search",
  lead: "Everything you have here and everything shared with you, by what it says.",
  field: "Search everything",
  hint: "A few letters are enough. A word is found in its other forms, and with a letter wrong.",
  before: "Searched before",
  forget: "Forget these",
  pillars: "Which area",
  all: "All",
  results: "What was found",
  count: (count: number) => plural(count, { one: "One result", other: `${number(count)} results` }),
  none: (text: string) => `Nothing says “${text}”.`,
  noneHint: "Try another word, or fewer.",
  everywhere: "Look everywhere",
  waiting: (count: number) =>
    plural(count, {
      one: "One row that changed is still being read in.",
      other: `${number(count)} rows that changed are still being read in.`,
    }),
  byMeaning: "by meaning",
  start: "What are you looking for?",
};

import type { SaidWords } from "#console/words/said.ts";

export default {
  asks_nothing: "Diese Mitteilung fragt nichts.",
  answered_already: "Diese Frage ist schon beantwortet.",
} satisfies SaidWords;

import type { SaidWords } from "#console/words/said.ts";

export default {
  asks_nothing: "Diese Mitteilung fragt nichts.",
  answered_already: "Diese Frage ist schon beantwortet.",
  whole_number_from_to: "muss eine ganze Zahl von {min} bis {max} sein",
} satisfies SaidWords;

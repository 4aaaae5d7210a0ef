import type { SaidWords } from "#console/words/said.ts";

export default {
  of_other_pillar: "muss in einem anderen Bereich gemessen werden als das Erste",
  pair_looked_for: "Das Paar wird schon verglichen.",
  too_many_pairs: "Es gibt höchstens {max} eigene Paare.",
} satisfies SaidWords;

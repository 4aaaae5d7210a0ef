/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field. */
export const cortexFields = sayings({
  of_other_pillar: "must be measured in another pillar than the behaviour",
});

/** Why something is not possible as it is. */
export const cortexRefusals = sayings({
  pair_looked_for: "The pair is looked for already.",
  too_many_pairs: "There are at most {max} pairs of your own.",
});

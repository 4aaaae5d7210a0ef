import * as z from "zod/mini";
import { measureNames } from "#core/cortex/correlation/hypotheses";
import * as CorrelationPairs from "#core/cortex/correlation-pairs";
import { correlationPairs } from "#core/cortex/correlations.sql";
import { CorrelationPairEvents } from "#core/cortex/events";
import { crud } from "#kit/crud";
import { AlreadyExists, Conflict } from "#kit/problem";

export const { list, get, create, remove } = crud("/v1/cortex/correlation-pairs", correlationPairs, {
  write: ["behaviour", "outcome"],
  filter: ["behaviour", "outcome"],
  fields: { behaviour: z.enum(measureNames), outcome: z.enum(measureNames) },
  emits: CorrelationPairEvents,
  refusals: CorrelationPairs.refusals,
  noun: "pair of your own",
  example: { behaviour: "journal_written", outcome: "sleep" },
  create: {
    description:
      "A pair of measures of different pillars that is looked for from the next night on, beside those that are looked for with everybody. There are eight at most: with each more, a finding has to be clearer to be one.",
    problems: [AlreadyExists, Conflict],
    verb: CorrelationPairs.add,
  },
});

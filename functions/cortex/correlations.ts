import * as z from "zod/mini";
import * as Correlations from "#core/cortex/correlations";
import { correlations } from "#core/cortex/correlations.sql";
import { CorrelationEvents } from "#core/cortex/events";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { MissingScope, NotFound } from "#kit/problem";
import { findRow } from "#kit/row";
import { Day } from "#kit/wire";

export const { list, get } = crud("/v1/cortex/correlations", correlations, {
  write: [],
  filter: ["behaviour", "outcome", "untested", "q", "claimedAt"],
  sort: ["q", "claimedAt"],
  emits: CorrelationEvents,
});

const Values = z.array(z.nullable(z.number()));

export const days = endpoint("GET /v1/cortex/correlations/{correlationId}/days", {
  summary: "Get the days that a correlation rests on",
  description:
    "The values of both sides, one a day from the first day that has any; null is a day of which nothing is known. They are as they are measured: minutes of sleep, exercise and focus, cents spent, scores of mood, characters of the journal, and numbers of the others. An API key has to be one that may read the pillars of both.",
  returns: z.strictObject({ from: Day, to: Day, behaviour: Values, outcome: Values }),
  problems: [NotFound, MissingScope],
  async handler(ctx) {
    const [row] = await findRow(ctx, correlations, ctx.params.correlationId);
    return Correlations.daysOf(ctx, row);
  },
});

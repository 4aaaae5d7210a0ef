import { RoutineDue } from "#core/rhythm/events";
import * as Runs from "#core/rhythm/runs";
import { consumer } from "#kit/consumer";

export const runRoutine = consumer("rhythm.runRoutine", [RoutineDue], {
  summary: "Make the tasks of a routine that is due",
  handler: (ctx, { data }) => Runs.run(ctx, data.payload),
});

import { DayEnded, RoutineDue } from "#core/rhythm/events";
import * as Judging from "#core/rhythm/judging";
import * as Runs from "#core/rhythm/runs";
import { consumer } from "#kit/consumer";

export const runRoutine = consumer("rhythm.runRoutine", [RoutineDue], {
  summary: "Make the tasks of a routine that is due",
  handler: (ctx, { data }) => Runs.run(ctx, data.payload),
});

export const judgeHabits = consumer("rhythm.judgeHabits", [DayEnded], {
  summary: "Judge the habits of a person whose day has ended",
  timeoutSeconds: 60,
  handler: (ctx, { data }) => Judging.judge(ctx, data.payload.day, data.payload.timezone),
});

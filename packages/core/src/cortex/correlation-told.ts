/** How a correlation is told: that one goes with the other, never that it causes it. */
import type { MeasureName } from "#core/cortex/correlation/hypotheses";
import { told } from "#core/cortex/told.en";
import { columnsOfTelling } from "#core/platform/told";

interface Told {
  behaviour: MeasureName;
  outcome: MeasureName;
  lag: number;
  r: number;
  low: number;
  high: number;
  pairs: number;
}

/** The columns of the insight. */
export function correlationToldOf({ behaviour, outcome, lag, r, low, high, pairs }: Told) {
  const both = { behaviour: more[behaviour], outcome: r > 0 ? lowered(more[outcome]) : less[outcome] };
  const { body, ...columns } = columnsOfTelling({
    title: told("goes_with", both),
    body: [
      lag === 0
        ? told("goes_with_same_day", both)
        : lag === 1
          ? told("goes_with_next_day", both)
          : told("goes_with_days_later", { ...both, lag }),
      told("goes_with_figures", { r: inShort(r), low: inShort(low), high: inShort(high), pairs }),
    ],
  });
  return { ...columns, body: body! };
}

const inShort = (value: number) => Math.round(value * 100) / 100;
const lowered = (text: string) => text[0]!.toLowerCase() + text.slice(1);

/** `told.de.ts` has the same in German, by these texts. */
const more: Record<MeasureName, string> = {
  sleep: "More sleep",
  steps: "More steps",
  exercise: "More exercise",
  mood: "A better mood",
  energy_eaten: "More food",
  tasks_completed: "More finished tasks",
  focus: "More focused time",
  habits_done: "More kept habits",
  spending: "More spending",
  people_met: "More people met",
  journal_written: "More journal",
};

const less: Record<MeasureName, string> = {
  sleep: "less sleep",
  steps: "fewer steps",
  exercise: "less exercise",
  mood: "a worse mood",
  energy_eaten: "less food",
  tasks_completed: "fewer finished tasks",
  focus: "less focused time",
  habits_done: "fewer kept habits",
  spending: "less spending",
  people_met: "fewer people met",
  journal_written: "less journal",
};

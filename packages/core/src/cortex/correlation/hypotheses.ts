/**
 * What is looked for: whether a behaviour goes with an outcome of another pillar. They are declared before anybody has looked, and are the same for
 * everyone: with each more that is tested, a finding has to be clearer to be one.
 */
import { measured } from "#core/cortex/daily-measures.generated";

type All = typeof measured;
export type MeasureName = { [P in keyof All]: keyof All[P] }[keyof All] & string;

export const pillarOf = Object.fromEntries(
  Object.entries(measured).flatMap(([pillar, measures]) => Object.keys(measures).map((name) => [name, pillar])),
) as Record<MeasureName, keyof All>;
export const measureNames = Object.keys(pillarOf) as [MeasureName, ...MeasureName[]];
/** The pillars that have something to look at. */
export const measuredPillars = Object.keys(measured) as [keyof All, ...(keyof All)[]];

const after = (behaviour: MeasureName, ...outcomes: MeasureName[]) =>
  outcomes.map((outcome) => ({ behaviour, outcome }));

export const hypotheses: readonly { behaviour: MeasureName; outcome: MeasureName }[] = [
  ...after("sleep", "focus", "tasks_completed", "habits_done", "spending"),
  ...after("steps", "focus", "tasks_completed"),
  ...after("exercise", "focus", "habits_done", "spending"),
  ...after("mood", "focus", "spending"),
  ...after("energy_eaten", "focus"),
  ...after("tasks_completed", "sleep", "mood", "spending"),
  ...after("focus", "sleep", "mood"),
  ...after("habits_done", "sleep", "mood"),
  ...after("spending", "sleep", "mood"),
  ...after("people_met", "mood", "sleep"),
  ...after("journal_written", "mood"),
];

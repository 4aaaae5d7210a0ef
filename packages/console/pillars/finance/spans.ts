/** How far back a series goes, and how fine it is: the longer, the coarser, so that each has about as many points as can be seen. */
import { oneOf } from "#console/data/url.ts";
import { dayAfter } from "#console/words/format.ts";
import { monthAfter } from "./months.ts";

export const STEPS = ["week", "day", "month"] as const;
export type Step = (typeof STEPS)[number];

/** As it stands in an address. */
export const step = () => oneOf(...STEPS);

/** In the order in which they are offered: the shortest first. */
export const OFFERED = ["day", "week", "month"] as const;

/** The days of which a series is asked for, until `to`. */
export function spanOf(step: Step, to: string): { from: string; to: string; step: Step } {
  const from =
    step === "day" ? dayAfter(to, -90) : step === "week" ? dayAfter(to, -364) : `${monthAfter(to.slice(0, 7), -59)}-01`;
  return { from, to, step };
}

/** What an hour of work costs, and how its time is rounded: of a project, else of the contact that the work is for. */
import { bigint, integer, oneOf, text } from "#kit/columns";

/** To the next whole step, or to the nearest one, where half a step goes up. */
export const roundings = ["up", "nearest"] as const;

/** The columns of it. Without a currency a rate is in that of billable entries, without `rounding` time is rounded up. */
export const hourlyRate = () => ({
  /** In minor units of `rateCurrency`. */
  hourlyRateCents: bigint(),
  rateCurrency: text(3, { format: "currency" }),
  /** The step to which worked time is rounded; it is billed as it is unless given. */
  roundingMinutes: integer({ min: 1, max: 1_440 }),
  rounding: oneOf(...roundings),
});

/** Of what a client may write of it. */
export const RATE_COLUMNS = ["hourlyRateCents", "rateCurrency", "roundingMinutes", "rounding"] as const;

/** These columns of a row. */
export const rateOf = <R extends Record<(typeof RATE_COLUMNS)[number], unknown>>({
  hourlyRateCents,
  rateCurrency,
  roundingMinutes,
  rounding,
}: R): Pick<R, (typeof RATE_COLUMNS)[number]> => ({ hourlyRateCents, rateCurrency, roundingMinutes, rounding });

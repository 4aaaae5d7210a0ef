/**
 * How sure an insight is. Each rule ships with how often it is right (`npm run report:insights` measures that in simulated lives), as a Beta
 * distribution of so many right and wrong ones; what a person says of insights of the type moves it for them alone.
 */
import { sql } from "drizzle-orm";
import { insights } from "#core/cortex/insights.sql";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** A Beta distribution by its counts. */
export interface Base {
  right: number;
  wrong: number;
}

/** What a person said of insights of one type. */
export interface Feedback {
  helpful: number;
  notHelpful: number;
  dismissed: number;
}

/** Above this a person is told. */
export const TOLD_ABOVE = 0.7;

/** Whoever puts something away has not said that it was wrong. */
const DISMISSED_WEIGHT = 0.25;

/** What a rule is worth that says how sure each of its findings is: four ratings, so that two bad ones count more than what it says. */
const OWN_WEIGHT = 4;

export const noFeedback: Feedback = { helpful: 0, notHelpful: 0, dismissed: 0 };

/** The mean of the distribution after the feedback, 0 to 1. */
export function confidenceOf({ right, wrong }: Base, { helpful, notHelpful, dismissed }: Feedback): number {
  const against = wrong + notHelpful + DISMISSED_WEIGHT * dismissed;
  return Math.round((1_000 * (right + helpful)) / (right + helpful + against)) / 1_000;
}

/** The same for a finding that says itself how sure it is, 0 to 1. */
export const loweredBy = (confidence: number, feedback: Feedback): number =>
  confidenceOf({ right: OWN_WEIGHT * confidence, wrong: OWN_WEIGHT * (1 - confidence) }, feedback);

/** What the speaker said of insights, by their type. */
export function feedbackRead(): Read<ReadonlyMap<string, Feedback>> {
  const query = read<Feedback & { type: string }>(sql`
    select insight_type as type, count(*) filter (where feedback = 'helpful')::int as helpful,
      count(*) filter (where feedback = 'not_helpful')::int as "notHelpful", count(*) filter (where feedback = 'dismissed')::int as dismissed
    from ${insights} where user_id = ${me} and feedback is not null group by insight_type`);
  return { ...query, decode: (result) => new Map(query.decode(result).map(({ type, ...rest }) => [type, rest])) };
}

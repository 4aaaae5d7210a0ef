/**
 * Who makes proposals by rules: each pillar declares its makers in `proposal-makers.ts`. At the end of a day each of them looks, by one statement, for
 * what it would propose.
 */
import type { Fields, ProposalKind } from "#core/cortex/proposable";
import type { Telling } from "#core/platform/told";
import type { Ctx } from "#kit/ctx";
import type { Read } from "#kit/db";

export interface Idea {
  kind: ProposalKind;
  action: "update" | "divide";
  targetId: string;
  targetVersion: number;
  fields: Fields;
  /** What these fields are now. */
  from: Fields;
  /** What is proposed, and why. */
  telling: Telling;
  /** What makes it the same as another one of this maker; its row unless given. */
  key?: string;
}

/** What a maker would propose now that a day of the speaker's (`YYYY-MM-DD`) has ended, the best first. */
export type Maker = (ctx: Ctx, day: string) => Read<readonly Idea[]>;

export type Makers = Readonly<Record<string, Maker>>;

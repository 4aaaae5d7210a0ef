/**
 * Rules that notice something in a person's life when a day of theirs has ended. Each pillar declares its own in `insight-rules.ts`, which reads
 * that pillar's tables with the pillar's own queries; nobody else reads them for it.
 */
import type { Base } from "#core/cortex/confidence";
import type { AiPillar } from "#core/cortex/door/permission";
import type { Read, Results } from "#kit/db";
import type { Saying } from "#kit/saying";

/** The day that is looked back at, and the one from which a rule looks ahead. They are one while the day is still going on. */
export interface Night {
  /** ISO 8601, as all days here. */
  day: string;
  today: string;
  /** When `day` begins and ends, in UTC. */
  from: string;
  to: string;
  timezone: string;
  /** The first day of the week of `day`, and that of `today`, as the person begins weeks. */
  weekFrom: string;
  thisWeekFrom: string;
}

/** A row that a finding rests on: as events call it (`budget`), and how it is called where its person sees it. */
export interface EvidenceRow {
  type: string;
  id: string;
  name?: string;
}

export interface Finding {
  /** What it is about and of which period, by which it is found once. */
  key: string;
  title: Saying;
  body: readonly Saying[];
  rows: readonly EvidenceRow[];
  /** The figures that it rests on, with units at the end of their names; amounts are in minor units of `currency`. */
  figures: Readonly<Record<string, string | number>>;
}

interface Declared {
  /** What kind of finding it is, which a person likes or does not. */
  insightType: string;
  /** How often such a finding is right, before its person has said anything. */
  base: Base;
  /** Pillars whose rows it reads beside those of its own. */
  alsoReads?: readonly AiPillar[];
  /** The person is told of the same by another message, so that this one waits to be looked at. */
  isToldElsewhere?: true;
}

export interface InsightRule extends Declared {
  reads(night: Night): readonly Read<unknown>[];
  /** `results` are those of the reads, in their order. The clearest first. */
  found(results: readonly unknown[], night: Night): Finding[];
}

export type InsightRules = Readonly<Record<string, InsightRule>>;

/** A rule from what it reads and what it finds in that. */
/* @__NO_SIDE_EFFECTS__ */
export const insightRule = <const Q extends readonly Read<unknown>[]>(
  rule: Declared & {
    reads(night: Night): Q;
    found(results: Results<Q>, night: Night): Finding[];
  },
): InsightRule => rule;

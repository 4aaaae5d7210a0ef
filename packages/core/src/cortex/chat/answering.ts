/** What an answer is, and what it may be made of. */
import type { z } from "zod/mini";
import { mayUse } from "#cloud/scopes";
import { MAX_CITATIONS, MAX_LINES, type messageCitations } from "#core/cortex/conversations.sql";
import { told } from "#core/cortex/told.en";
import type { Actor, Ctx } from "#kit/ctx";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";

export type Citation = z.infer<typeof messageCitations>[number];

/** Something to be done as soon as the person approves of it. */
export interface Proposal {
  operation: string;
  arguments: Record<string, unknown>;
}

export interface Answer {
  lines: Saying[];
  citations: Citation[];
  proposals: Proposal[];
  /** Pillars of which something is in it. */
  pillars: readonly string[];
}

/** Whoever asks: when and where, and what of their life may be read for it. */
export interface Asking {
  ctx: Ctx;
  zone: string;
  /** The day that it is there. */
  today: string;
  /** Pillars that the persona of the conversation names; null for all. */
  pillars: readonly string[] | null;
}

/** An API key reads here what it may read elsewhere, and nothing else. */
export const mayRead = ({ ctx, pillars }: Asking, pillar: string): boolean =>
  (pillars === null || pillars.includes(pillar)) && mayUse(ctx.actor, `${pillar}:read`);

/** Only what a persona may see may it add to. */
export const mayAdd = (actor: Actor, pillars: readonly string[] | null, pillar: string): boolean =>
  (pillars === null || pillars.includes(pillar)) && mayUse(actor, `${pillar}:write`);

export const answer = (
  lines: readonly Saying[],
  of: { pillars?: readonly string[]; rows?: readonly Citation[]; proposals?: Proposal[] } = {},
): Answer => {
  const { pillars = [], rows = [], proposals = [] } = of;
  return { lines: fitting(lines), citations: rows.slice(0, MAX_CITATIONS), proposals, pillars };
};

function fitting(lines: readonly Saying[]): Saying[] {
  if (lines.length <= MAX_LINES) return [...lines];
  const left = lines.length - MAX_LINES + 1;
  return [...lines.slice(0, MAX_LINES - 1), told("chat_more", { count: left })];
}

export const notReadable = (pillar: string): Answer => answer([told("chat_not_readable", { pillar })]);

/** A row by what it is called. */
export const cited = (type: string, pillar: string, id: string, title: string, passage?: string): Citation => ({
  type,
  id,
  pillar,
  title: cut(title, 1_000),
  passage: passage ? cut(passage, 1_000) : null,
});

/** The day after so many others. */
export const dayLater = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

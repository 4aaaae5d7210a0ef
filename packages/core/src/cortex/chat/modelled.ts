/**
 * Answers by a model, with tools. It reads nothing but what tools answer and what was said before, in the pillars that a model may read here; it
 * proposes and never does; and what it cites is checked to be among what it was given.
 */
import { MAX_CITATIONS } from "#core/cortex/conversations.sql";
import { turn } from "#core/cortex/door/ask";
import type { ByRules, Item } from "#core/cortex/door/asked";
import { type AiPillar, aiPillars } from "#core/cortex/door/permission";
import { cut } from "#kit/text";
import type { Answer, Asking, Citation, Proposal } from "./answering.ts";
import { hashOf } from "./kinds.ts";
import type { Message } from "./paths.ts";
import { called, toolsOf } from "./tools.ts";

/** After so many turns with calls it has to answer. */
const MAX_ROUNDS = 8;
/** Calls of one turn, and proposals of one answer. */
const MAX_CALLS = 10;
const MAX_PROPOSALS = 5;
const MAX_CONTENT = 20_000;

export interface Listening {
  signal?: AbortSignal;
  onText?: (text: string) => void;
}

export interface Modelled extends Omit<Answer, "lines"> {
  content: string;
  isAborted: boolean;
  tokensUsed: number;
}

export interface Conversing {
  asking: Asking;
  /** What a model may read of this person at all. */
  permitted: readonly string[];
  /** The persona's: the person's own words. */
  instructions: string | null;
  /** What was said before, the newest first. */
  before: readonly Message[];
  text: string;
}

/** Two flights a turn, and those of the tools. Nothing is sent where a model may read nothing. */
export async function byModel(
  { asking, permitted, instructions, before, text }: Conversing,
  { signal, onText }: Listening,
): Promise<Modelled | ByRules> {
  const pillars = permitted.filter((one) => asking.pillars === null || asking.pillars.includes(one));
  const within = { ...asking, pillars };
  const used = new Set<AiPillar>();
  const items: Item[] = [];
  for (const message of [...before].reverse()) {
    const of = pillarsOf(message);
    if (!of.every((pillar) => pillars.includes(pillar))) continue;
    for (const pillar of of) used.add(pillar);
    items.push({
      type: "message",
      role: message.role === "assistant" ? "assistant" : "user",
      text: message.content,
    });
  }
  items.push({ type: "message", role: "user", text });

  const given: Citation[] = [];
  const proposals: Proposal[] = [];
  let tokensUsed = 0;
  for (let round = 0; ; round++) {
    const said = await turn(asking.ctx, {
      capability: "chat",
      pillars: [...used],
      instructions: wordsOf(asking, instructions),
      items,
      tools: round < MAX_ROUNDS ? toolsOf(pillars) : [],
      signal,
      onText,
    });
    if (said.by === "rules") return said;
    tokensUsed += said.tokensUsed;
    const isAborted = said.status !== "completed";
    if (isAborted || said.calls.length === 0) {
      if (said.text.trim() === "" && proposals.length === 0)
        return { by: "rules", why: isAborted ? "unavailable" : "invalid" };
      return { ...cited(said.text, given), proposals, pillars: [...used], isAborted, tokensUsed };
    }
    items.push(...said.items);
    for (const [i, call] of said.calls.entries()) {
      const found = call.isValid && i < MAX_CALLS ? await called(within, pillars, call) : undefined;
      if (!found) {
        items.push({
          type: "result",
          callId: call.callId,
          output: "There is no such tool, or not with these arguments.",
        });
        continue;
      }
      for (const pillar of found.pillars) if (isAiPillar(pillar)) used.add(pillar);
      for (const one of found.proposals)
        if (proposals.length < MAX_PROPOSALS && !proposals.some((other) => hashOf(other) === hashOf(one)))
          proposals.push(one);
      items.push({ type: "result", callId: call.callId, output: outputOf(found, given) });
    }
  }
}

const isAiPillar = (name: string): name is AiPillar => (aiPillars as readonly string[]).includes(name);

/** The pillars of which something is in a message; of what nobody knows, of all. */
function pillarsOf({ role, metadata }: Message): AiPillar[] {
  if (role === "user") return [];
  const { pillars } = metadata as { pillars?: unknown };
  return Array.isArray(pillars) ? pillars.filter(isAiPillar) : [...aiPillars];
}

const wordsOf = ({ today, zone }: Asking, instructions: string | null) =>
  `You are the assistant of LifeOS, which joins a person's whole life. Today is ${today} in ${zone}. Answer in the language in which the person writes, in a few sentences, from what tools answer and nothing else; say so where they have no answer. Cite what you use by its number, like [1]. You change nothing: what is to be added, you propose by a tool, and the person approves of it or not.${
    instructions ? `\n\nThe person wants answers like this: ${instructions}` : ""
  }`;

/** What a tool answered, with a number for each row that can be cited. */
function outputOf({ lines, citations, proposals }: Answer, given: Citation[]): string {
  const rows = citations.map((row) => {
    const known = given.findIndex(({ type, id }) => type === row.type && id === row.id);
    const number = known < 0 ? given.push(row) : known + 1;
    return `[${number}] ${row.type}: ${row.title}${row.passage ? `\n${row.passage}` : ""}`;
  });
  return [
    ...lines.map(({ text }) => text),
    ...rows,
    ...(proposals.length > 0 ? ["It was proposed, and waits for the person's approval."] : []),
  ].join("\n");
}

/** The text with numbers of its own for what it cites, and without those of nothing that it was given. */
export function cited(text: string, given: readonly Citation[]): { content: string; citations: Citation[] } {
  const citations: Citation[] = [];
  const content = text.replace(/ ?\[(\d{1,4})\]/g, (whole, digits: string) => {
    const row = given[Number(digits) - 1];
    if (!row || (citations.length >= MAX_CITATIONS && !citations.includes(row))) return "";
    const at = citations.indexOf(row);
    const number = at < 0 ? citations.push(row) : at + 1;
    return `${whole.startsWith(" ") ? " " : ""}[${number}]`;
  });
  return { content: cut(content, MAX_CONTENT), citations };
}

/**
 * What a person says in a conversation, and what is answered. Both are written together, with what the answer proposes to do; nothing else is
 * written by an answer.
 */
import { sql } from "drizzle-orm";
import { conversations, messages, toolApprovals } from "#core/cortex/conversations.sql";
import type { Why } from "#core/cortex/door/asked";
import { isModelConfigured } from "#core/cortex/door/limits";
import { ApprovalRequested, ConversationEvents, MessageAnswered, MessageSent } from "#core/cortex/events";
import { cortexFields, cortexRefusals } from "#core/cortex/sayings";
import { zoneRead } from "#core/identity/zone";
import { wallAt } from "#core/rhythm/zone-clock";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Query, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { Conflict, NotFound, wrongInput } from "#kit/problem";
import { findRow } from "#kit/row";
import { codedOf } from "#kit/saying";
import { justEmitted } from "#kit/story";
import { me } from "#kit/table";
import { cut } from "#kit/text";
import { transitionBatch } from "#kit/transition";
import type { Row } from "#kit/wire";
import type { Answer, Asking } from "./answering.ts";
import type { Conversation } from "./branches.ts";
import { interpret } from "./interpreter.ts";
import { hashOf, OPEN_DAYS } from "./kinds.ts";
import { byModel, type Listening, type Modelled } from "./modelled.ts";
import { MAX_MESSAGES, type Message, type Placed, pathRead } from "./paths.ts";

export type Approval = Row<typeof toolApprovals>;

export interface Exchange {
  conversation: Conversation;
  /** What was said; of an answer that is made again, what it answers. */
  message: Message;
  answer: Message;
  approvals: Approval[];
  /** Why no model answered, where there is one; null where there is none, or it did. */
  why: Why | null;
}

export interface Said {
  content: string;
  /** What it is said after, or null to begin anew; the end of the active path unless given. */
  parentId?: string | null;
  isVoice?: boolean;
}

const TITLE_LENGTH = 80;

/** A request is answered within less than half a minute, by what has come until then. */
const ANSWERING_MS = 24_000;
/** What was said before goes to a model as far as this. */
const MAX_BEFORE = 20;

/**
 * Writes what a person says, and its answer. Without a model four flights: the conversation, two for what the answer is made of, and the writing.
 * What was aborted is kept as far as it came.
 */
export async function send(
  ctx: Ctx,
  id: string,
  { content, parentId, isVoice = false }: Said,
  listening: Listening = {},
): Promise<Exchange> {
  const opened = await open(ctx, id, parentId);
  const { conversation, before } = opened;
  const [parent] = before;
  if (parentId && !parent) throw wrongInput("#/parentId", cortexFields("message_elsewhere"));
  const { answer, why } = await answered(opened, before, content, listening);
  const [saidId, answerId] = [uuidv7(ctx.now()), uuidv7(ctx.now())];
  const isFirst = conversation.title === null;
  const [changed, message, ...rest] = await transitionBatch(ctx, conversations, id, {
    change: {
      values: { activeLeafId: answerId, ...(isFirst && { title: sql`coalesce(title, ${titleOf(content)})` }) },
      emits: isFirst ? { event: ConversationEvents.updated } : undefined,
      also: (story) => [
        insert(
          story,
          messages,
          { id: saidId, conversationId: id, role: "user", content, isVoice, parentId: parent?.id ?? null },
          {
            emits: { event: MessageSent, cause: isFirst ? justEmitted(id, ConversationEvents.updated) : undefined },
          },
        ),
        ...answering(story, { conversationId: id, answerId, parentId: saidId, isVoice, isSent: true }, answer),
      ],
    },
  });
  return exchangeOf(changed, message, rest, why);
}

/** Answers what a person said once more, beside the answers that it has. */
export async function regenerate(
  ctx: Ctx,
  id: string,
  messageId: string,
  listening: Listening = {},
): Promise<Exchange> {
  const opened = await open(ctx, id, messageId);
  const [parent, ...before] = opened.before;
  if (!parent) throw NotFound();
  if (parent.role !== "user") throw Conflict(cortexRefusals("only_what_was_said"));
  const { answer, why } = await answered(opened, before, parent.content, listening);
  const answerId = uuidv7(ctx.now());
  const { isVoice } = parent;
  const [changed, ...rest] = await transitionBatch(ctx, conversations, id, {
    change: {
      values: { activeLeafId: answerId },
      also: (story) =>
        answering(story, { conversationId: id, answerId, parentId: parent.id, isVoice, isSent: false }, answer),
    },
  });
  const { siblings: _, place: __, earlierId: ___, laterId: ____, ...message } = parent;
  return exchangeOf(changed, message, rest, why);
}

/** By a model where there is one that may be asked, and by rules otherwise. */
async function answered(
  { asking, permitted, instructions }: Opened,
  before: readonly Message[],
  text: string,
  { signal, onText }: Listening,
): Promise<{ answer: Answer | Modelled; why: Why | null }> {
  const within = AbortSignal.timeout(ANSWERING_MS);
  const limited = signal ? AbortSignal.any([signal, within]) : within;
  const made =
    permitted === null
      ? ({ by: "rules", why: "not_permitted" } as const)
      : await byModel({ asking, permitted, instructions, before, text }, { signal: limited, onText });
  if (!("by" in made)) return { answer: made, why: null };
  const answer = await interpret(asking, text);
  return { answer, why: made.why !== "not_configured" && isModelConfigured() ? made.why : null };
}

interface Place {
  conversationId: string;
  answerId: string;
  parentId: string;
  isVoice: boolean;
  /** Whether what it answers is said in the same batch. */
  isSent: boolean;
}

function answering(ctx: Ctx, place: Place, answer: Answer | Modelled): Query[] {
  const { citations, proposals, pillars } = answer;
  const { conversationId, answerId, parentId, isVoice, isSent } = place;
  const expiresAt = new Date(ctx.now().getTime() + OPEN_DAYS * 86_400_000).toISOString();
  return [
    insert(
      ctx,
      messages,
      {
        id: answerId,
        conversationId,
        role: "assistant",
        ...wordsOf(answer),
        citations: [...citations],
        isVoice,
        metadata: { pillars: [...pillars] },
        parentId,
      },
      { emits: { event: MessageAnswered, cause: isSent ? justEmitted(parentId, MessageSent) : undefined } },
    ),
    ...proposals.map((proposal) =>
      insert(
        ctx,
        toolApprovals,
        {
          conversationId,
          messageId: answerId,
          operation: proposal.operation,
          arguments: proposal.arguments,
          argumentsHash: hashOf(proposal),
          expiresAt,
        },
        { emits: { event: ApprovalRequested, cause: justEmitted(answerId, MessageAnswered) } },
      ),
    ),
  ];
}

const wordsOf = (answer: Answer | Modelled) =>
  "lines" in answer
    ? {
        content: cut(answer.lines.map(({ text }) => text).join("\n"), 100_000),
        lines: answer.lines.map(codedOf),
        madeBy: "rules" as const,
      }
    : {
        content: answer.content,
        madeBy: "model" as const,
        status: answer.isAborted ? ("aborted" as const) : ("complete" as const),
        tokenCount: answer.tokensUsed,
      };

function exchangeOf(conversation: Conversation, message: unknown, rest: readonly unknown[], why: Why | null): Exchange {
  // The results of the statements above, in their order.
  const [answer, ...approvals] = rest as [Message, ...Approval[]];
  return { conversation, message: message as Message, answer, approvals, why };
}

interface Opened {
  conversation: Conversation;
  asking: Asking;
  /** The pillars that a model may read; null where it may not be asked. */
  permitted: string[] | null;
  instructions: string | null;
  /** What was said before, the newest first; the first of it is the message that was named. */
  before: Placed[];
}

/** A conversation as an answer needs it, with the path from the message that is named, or else from the end of the active one. One flight. */
async function open(ctx: Ctx, id: string, messageId: string | null | undefined): Promise<Opened> {
  const most = messageId === null ? 0 : MAX_BEFORE;
  const [conversation, [counted], before, [person], zone] = await findRow(
    ctx,
    conversations,
    id,
    read<{ n: number }>(sql`select count(*)::int as n from messages where conversation_id = ${id}::uuid`),
    pathRead(id, messageId ?? undefined, Math.max(1, most)),
    personRead(id),
    zoneRead(),
  );
  if (counted!.n + 2 > MAX_MESSAGES) throw Conflict(cortexRefusals("conversation_full", { max: MAX_MESSAGES }));
  const today = new Date(wallAt(zone, ctx.now().getTime())).toISOString().slice(0, 10);
  const listed = (text: string | null | undefined) => (text ? (JSON.parse(text) as string[]) : null);
  return {
    conversation,
    asking: { ctx, zone, today, pillars: listed(person?.pillars) },
    permitted: person?.isOn ? listed(person.permitted) : null,
    instructions: person?.instructions ?? null,
    before: most === 0 ? [] : before,
  };
}

/** What the persona of a conversation says, also of one that was deleted since, and what models may read of the person. */
const personRead = (id: string) =>
  read<{ pillars: string | null; instructions: string | null; isOn: boolean; permitted: string }>(sql`
    select array_to_json(p.pillars)::text as pillars, p.instructions, s.ai_features_enabled as "isOn",
      array_to_json(s.ai_pillars)::text as permitted
    from user_settings s left join conversations c on c.id = ${id}::uuid left join personas p on p.id = c.persona_id
    where s.user_id = ${me}`);

/** The beginning of what was said first, as far as whole words fit. */
export function titleOf(content: string): string {
  const line = content
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[\s?!.,:;]+$/, "");
  if (line.length <= TITLE_LENGTH) return line || "…";
  const whole = line.slice(0, TITLE_LENGTH).replace(/\s+\S*$/, "");
  return `${cut(whole || line, TITLE_LENGTH)}…`;
}

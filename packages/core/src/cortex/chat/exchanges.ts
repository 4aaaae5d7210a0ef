/**
 * What a person says in a conversation, and what is answered. Both are written together, with what the answer proposes to do; nothing else is
 * written by an answer.
 */
import { sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { conversations, messages, toolApprovals } from "#core/cortex/conversations.sql";
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
import { cut } from "#kit/text";
import { transitionBatch } from "#kit/transition";
import type { Row } from "#kit/wire";
import type { Answer } from "./answering.ts";
import type { Conversation } from "./branches.ts";
import { interpret } from "./interpreter.ts";
import { MAX_MESSAGES, type Message } from "./paths.ts";
import { hashOf, OPEN_DAYS } from "./proposing.ts";

export type Approval = Row<typeof toolApprovals>;

export interface Exchange {
  conversation: Conversation;
  /** What was said; of an answer that is made again, what it answers. */
  message: Message;
  answer: Message;
  approvals: Approval[];
}

export interface Said {
  content: string;
  /** What it is said after: an answer, or null to begin anew; the end of the active path unless given. */
  parentId?: string | null;
  isVoice?: boolean;
}

const TITLE_LENGTH = 80;

/** Writes what a person says, and its answer. Four flights: the conversation, two for what the answer is made of, and the writing. */
export async function send(ctx: Ctx, id: string, { content, parentId, isVoice = false }: Said): Promise<Exchange> {
  const opened = await open(ctx, id, parentId);
  const { conversation, parent } = opened;
  if (parentId && !parent) throw wrongInput("#/parentId", cortexFields("message_elsewhere"));
  if (parentId && parent!.role !== "assistant") throw wrongInput("#/parentId", cortexFields("answers_a_message"));
  const answer = await interpret(opened.asking, content);
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
          { emits: { event: MessageSent } },
        ),
        ...answering(story, { conversationId: id, answerId, parentId: saidId, isVoice, isSent: true }, answer),
      ],
    },
  });
  return exchangeOf(changed, message, rest);
}

/** Answers what a person said once more, beside the answers that it has. */
export async function regenerate(ctx: Ctx, id: string, messageId: string): Promise<Exchange> {
  const opened = await open(ctx, id, messageId);
  const { parent } = opened;
  if (!parent) throw NotFound();
  if (parent.role !== "user") throw Conflict(cortexRefusals("only_what_was_said"));
  const answer = await interpret(opened.asking, parent.content);
  const answerId = uuidv7(ctx.now());
  const { isVoice } = parent;
  const [changed, ...rest] = await transitionBatch(ctx, conversations, id, {
    change: {
      values: { activeLeafId: answerId },
      also: (story) =>
        answering(story, { conversationId: id, answerId, parentId: parent.id, isVoice, isSent: false }, answer),
    },
  });
  return exchangeOf(changed, parent, rest);
}

interface Place {
  conversationId: string;
  answerId: string;
  parentId: string;
  isVoice: boolean;
  /** Whether what it answers is said in the same batch. */
  isSent: boolean;
}

function answering(ctx: Ctx, place: Place, { lines, citations, proposals, pillars }: Answer): Query[] {
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
        content: cut(lines.map(({ text }) => text).join("\n"), 100_000),
        lines: lines.map(codedOf),
        citations: [...citations],
        madeBy: "rules",
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

function exchangeOf(conversation: Conversation, message: unknown, rest: readonly unknown[]): Exchange {
  // The results of the statements above, in their order.
  const [answer, ...approvals] = rest as [Message, ...Approval[]];
  return { conversation, message: message as Message, answer, approvals };
}

/** A conversation as an answer needs it, with the message that is named, or else the last one of the active path. One flight. */
async function open(ctx: Ctx, id: string, messageId: string | null | undefined) {
  const named =
    messageId === undefined
      ? sql`(select active_leaf_id from conversations where id = ${id}::uuid)`
      : sql`${messageId}::uuid`;
  const [conversation, [counted], [parent], [persona], zone] = await findRow(
    ctx,
    conversations,
    id,
    read<{ n: number }>(sql`select count(*)::int as n from messages where conversation_id = ${id}::uuid`),
    messageRead(id, named),
    read<{ pillars: string | null }>(
      sql`select array_to_json(p.pillars)::text as pillars from conversations c join personas p on p.id = c.persona_id where c.id = ${id}::uuid`,
    ),
    zoneRead(),
  );
  if (counted!.n + 2 > MAX_MESSAGES) throw Conflict(cortexRefusals("conversation_full", { max: MAX_MESSAGES }));
  const today = new Date(wallAt(zone, ctx.now().getTime())).toISOString().slice(0, 10);
  const pillars = persona?.pillars ? (JSON.parse(persona.pillars) as string[]) : null;
  return { conversation, parent, asking: { ctx, zone, today, pillars } };
}

const messageRead = (conversationId: string, id: ReturnType<typeof sql>) =>
  rowsRead(messages, sql`${messages.id} = ${id} and ${messages.conversationId} = ${conversationId}::uuid`, { limit: 1 });

/** The beginning of what was said first, as far as whole words fit. */
export function titleOf(content: string): string {
  const line = content.trim().replace(/\s+/g, " ").replace(/[\s?!.,:;]+$/, "");
  if (line.length <= TITLE_LENGTH) return line || "…";
  const whole = line.slice(0, TITLE_LENGTH).replace(/\s+\S*$/, "");
  return `${cut(whole || line, TITLE_LENGTH)}…`;
}

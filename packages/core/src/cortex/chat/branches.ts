/** Which branch of a conversation is read, and conversations that begin as a part of another. */
import { sql } from "drizzle-orm";
import { conversations, messages } from "#core/cortex/conversations.sql";
import { ConversationEvents } from "#core/cortex/events";
import { cortexFields } from "#core/cortex/sayings";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { wrongInput } from "#kit/problem";
import { findRow } from "#kit/row";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";
import { leafRead, MAX_MESSAGES, messageAt, pathFrom } from "./paths.ts";

export type Conversation = Row<typeof conversations>;

const notHere = () => wrongInput("#/messageId", cortexFields("message_elsewhere"));

/** From now on the branch of a message is read, down to its newest message. Two flights. */
export const turnTo = (
  ctx: Ctx,
  id: string,
  messageId: string,
  versions: number[] | undefined,
): Promise<Conversation> =>
  transition(ctx, conversations, id, {
    versions,
    beside: leafRead(id, messageId),
    refuse({ activeLeafId }, leaf) {
      if (leaf === undefined) return notHere();
      return activeLeafId === leaf ? "done" : undefined;
    },
    change: (_, leaf) => ({ values: { activeLeafId: leaf }, emits: { event: ConversationEvents.updated } }),
  });

/** A new conversation with copies of the messages from one upwards. What another branch says is not in it. Two flights. */
export async function fork(ctx: Ctx, id: string, messageId: string): Promise<Conversation> {
  const [row, [found]] = await findRow(
    ctx,
    conversations,
    id,
    read<{ id: string }>(sql`select id from messages where id = ${messageId}::uuid and conversation_id = ${id}::uuid`),
  );
  if (!found) throw notHere();
  const [copy, leaf] = [uuidv7(ctx.now()), uuidv7(ctx.now())];
  const { title, model, isVoice, personaId } = row;
  const [conversation] = await ctx.db.batch([
    insert(
      ctx,
      conversations,
      { id: copy, title, model, isVoice, personaId, activeLeafId: leaf, startedAt: ctx.now().toISOString() },
      { emits: { event: ConversationEvents.created } },
    ),
    // The first message comes first, since each has to find the one before it.
    effect(sql`
      with recursive ${pathFrom(sql`${id}::uuid`, sql`${messageId}::uuid`, MAX_MESSAGES)},
      drawn as materialized (
        select id as old, depth, case depth when 1 then ${leaf}::uuid else uuidv7() end as new from path),
      copied as materialized (select old, depth, new, lead(new) over (order by depth) as above from drawn)
      insert into ${messages} (id, conversation_id, role, content, lines, citations, made_by, status, is_voice, model, token_count, duration_ms, metadata, parent_id)
      select c.new, ${copy}::uuid, m.role, m.content, m.lines, m.citations, m.made_by, m.status, m.is_voice, m.model, m.token_count, m.duration_ms, m.metadata, c.above
      from copied c cross join ${messageAt(sql`c.old`)} m
      order by c.depth desc`),
  ]);
  return conversation;
}

/**
 * Paths through the messages of a conversation, from one up to the first. Every step stays within the conversation, whatever a parent says,
 * and there are never more steps than a conversation has messages.
 */
import { type SQL, sql } from "drizzle-orm";
import { messages } from "#core/cortex/conversations.sql";
import { type Read, read } from "#kit/db";
import { rowReader, selection } from "#kit/selection";
import { columnsOf } from "#kit/table";
import type { Row } from "#kit/wire";

/** A conversation takes no more. */
export const MAX_MESSAGES = 10_000;

export type Message = Row<typeof messages>;

/** A message with its place among those that were said instead of it, itself included; the first is 1. */
export interface Placed extends Message {
  siblings: number;
  place: number;
  earlierId: string | null;
  laterId: string | null;
}

/**
 * A message by its id, looked up for itself. Joined without `offset 0` it would be planned together with the policy and the conversation, and
 * all messages of a new conversation, of which there are no statistics, would be read at each step.
 */
export const messageAt = (id: SQL): SQL => sql`lateral (select * from messages where messages.id = ${id} offset 0)`;

/** For `with recursive`: `path (id, parent_id, depth)` from a message upwards, `most` steps at most. */
export const pathFrom = (conversationId: SQL, from: SQL, most: number): SQL => sql`
  path (id, parent_id, depth) as (
    select m.id, m.parent_id, 1 from messages m where m.id = ${from} and m.conversation_id = ${conversationId}
    union all
    select m.id, m.parent_id, path.depth + 1 from path cross join ${messageAt(sql`path.parent_id`)} m
    where m.conversation_id = ${conversationId} and path.depth < ${most}::int
  )`;

const keys = Object.keys(columnsOf(messages));

/** Messages from one upwards, the newest first, each with its siblings; without `from` it begins at the active leaf. */
export function pathRead(conversationId: string, from: string | undefined, most: number): Read<Placed[]> {
  const conversation = sql`${conversationId}::uuid`;
  const first = from
    ? sql`${from}::uuid`
    : sql`(select active_leaf_id from conversations where id = ${conversation} and deleted_at is null)`;
  const siblings = sql`
    select s.id from messages s where ${messages.parentId} is not null and s.parent_id = ${messages.parentId} and s.conversation_id = ${conversation}
    union all
    select s.id from messages s where ${messages.parentId} is null and s.parent_id is null and s.conversation_id = ${conversation}`;
  return {
    ...read(sql`
      with recursive ${pathFrom(conversation, first, most)}
      select ${selection(messages, keys)}, beside.siblings as "~siblings", beside.place as "~place", beside.earlier as "~earlier", beside.later as "~later"
      from path cross join ${messageAt(sql`path.id`)} messages cross join lateral (
        select count(*)::int as siblings, count(*) filter (where s.id <= ${messages.id})::int as place,
          (array_agg(s.id order by s.id desc) filter (where s.id < ${messages.id}))[1] as earlier,
          (array_agg(s.id order by s.id) filter (where s.id > ${messages.id}))[1] as later
        from (${siblings}) s) beside
      order by path.depth`),
    decode({ columns, rows }) {
      const readRow = rowReader(columnsOf(messages), columns);
      const at = (name: string) => columns.indexOf(name);
      const [siblings, place, earlier, later] = ["~siblings", "~place", "~earlier", "~later"].map(at) as [
        number,
        number,
        number,
        number,
      ];
      return rows.map((row) => ({
        ...(readRow(row) as Message),
        siblings: Number(row[siblings]),
        place: Number(row[place]),
        earlierId: row[earlier] as string | null,
        laterId: row[later] as string | null,
      }));
    },
  };
}

/** The newest message below one, by the newest child of each; undefined when there is no such message in the conversation. */
export function leafRead(conversationId: string, from: string): Read<string | undefined> {
  const query = read<{ id: string }>(sql`
    with recursive down (id, depth) as (
      select m.id, 1 from messages m where m.id = ${from}::uuid and m.conversation_id = ${conversationId}::uuid
      union all
      select next.id, down.depth + 1 from down cross join lateral (
        select (array_agg(m.id order by m.id desc))[1] as id from messages m
        where m.parent_id = down.id and m.conversation_id = ${conversationId}::uuid) next
      where next.id is not null and down.depth < ${MAX_MESSAGES}::int
    )
    select id from down order by depth desc limit 1`);
  return { ...query, decode: (result) => query.decode(result)[0]?.id };
}

/** The condition that a conversation's title or a message of its active path has these words. A path is walked no further than to the first that has. */
export const saysOnPath = (words: string): SQL => {
  const pattern = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`(conversations.title ilike ${pattern} or (
    exists (select from messages m where m.conversation_id = conversations.id and m.content ilike ${pattern})
    and exists (
      with recursive path (parent_id, is_hit, depth) as (
        select m.parent_id, m.content ilike ${pattern}, 1 from messages m
        where m.id = conversations.active_leaf_id and m.conversation_id = conversations.id
        union all
        select m.parent_id, m.content ilike ${pattern}, path.depth + 1 from path cross join ${messageAt(sql`path.parent_id`)} m
        where m.conversation_id = conversations.id and not path.is_hit and path.depth < ${MAX_MESSAGES}::int)
      select from path where is_hit)))`;
};

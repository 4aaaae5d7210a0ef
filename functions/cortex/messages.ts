import * as z from "zod/mini";
import * as Exchanges from "#core/cortex/chat/exchanges";
import { pathRead } from "#core/cortex/chat/paths";
import { conversations, messages, toolApprovals } from "#core/cortex/conversations.sql";
import { whys } from "#core/cortex/door/asked";
import { MessageSent } from "#core/cortex/events";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { DEFAULT_LIMIT, limitParameter } from "#kit/list";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { findRow } from "#kit/row";
import { fieldSayings } from "#kit/sayings";
import { rowSchema, Text, Uuid } from "#kit/wire";

const Message = rowSchema(messages, ["metadata"]);
const Placed = z.extend(Message as unknown as z.ZodMiniObject, {
  /** How many were said instead of it, itself included, and which of them it is. */
  siblings: z.int(),
  place: z.int(),
  earlierId: z.nullable(Uuid),
  laterId: z.nullable(Uuid),
});

export const list = endpoint("GET /v1/cortex/conversations/{conversationId}/messages", {
  entities: [entityOf(MessageSent, messages, { title: "content" })],
  summary: "List the messages of a conversation",
  description:
    "Those of the active path, or with `leafId` those from that message up; the newest first. `siblings` are the branches at a message, and `earlierId` and `laterId` the ones beside it: read another by `active-leaf`.",
  query: z.strictObject({ limit: limitParameter(), cursor: z.optional(Uuid), leafId: z.optional(Uuid) }),
  returns: z.strictObject({ data: z.array(Placed), nextCursor: z.nullable(z.string()) }),
  problems: [InvalidInput, NotFound],
  async handler(ctx) {
    const { limit = DEFAULT_LIMIT, cursor, leafId } = ctx.query;
    const id = ctx.params.conversationId;
    const [, found] = await findRow(ctx, conversations, id, pathRead(id, cursor ?? leafId, limit));
    return {
      data: found.map(({ metadata: _, ...message }) => message),
      nextCursor: found.length === limit ? found.at(-1)!.parentId : null,
    };
  },
});

const Exchange = z.strictObject({
  conversation: rowSchema(conversations),
  message: Message,
  answer: Message,
  approvals: z.array(rowSchema(toolApprovals)),
  why: z.nullable(z.enum(whys)),
});

export const send = endpoint("POST /v1/cortex/conversations/{conversationId}/messages", {
  summary: "Say something in a conversation",
  description:
    "It is answered at once, within 24 seconds, by a model where one is set up that may be asked, and by what it has said until then; it reads by tools, in the pillars of `aiPillars`, and does nothing. Without a model, rules answer the common questions in English and German, and say what they cannot; `madeBy` says which, and `why` why no model did. `lines` are the sentences of an answer by their codes, and `citations` the rows that it rests on. What the answer proposes to do is in `approvals` and is done only when you approve of it. Say something after another message with its id as `parentId`, or with null at the beginning: it stands beside what was said there.",
  uses: ["embeddings"],
  body: z.strictObject({
    content: Text(10_000, 1).check(z.regex(/\S/, fieldSayings.sentences.empty)),
    parentId: z.optional(z.nullable(Uuid)),
    isVoice: z.optional(z.boolean()),
  }),
  returns: Exchange,
  status: 201,
  locates: true,
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { content: "What is on tomorrow?" } },
  handler: async (ctx) => shown(await Exchanges.send(ctx, ctx.params.conversationId, ctx.body)),
});

export const regenerate = endpoint("POST /v1/cortex/conversations/{conversationId}/messages/{messageId}/regenerate", {
  summary: "Answer a message once more",
  description: "The new answer stands beside the ones that there are, and is the one that is read.",
  uses: ["embeddings"],
  returns: Exchange,
  status: 201,
  locates: true,
  problems: [NotFound, Forbidden, Conflict],
  handler: async (ctx) => shown(await Exchanges.regenerate(ctx, ctx.params.conversationId, ctx.params.messageId)),
});

const shown = ({ message, answer, ...exchange }: Exchanges.Exchange) => ({
  ...exchange,
  message: bare(message),
  answer: bare(answer),
});

const bare = ({ metadata: _, ...message }: Exchanges.Exchange["message"]) => message;

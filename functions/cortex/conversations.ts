import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import * as Branches from "#core/cortex/chat/branches";
import { saysOnPath } from "#core/cortex/chat/paths";
import { conversations } from "#core/cortex/conversations.sql";
import { ConversationEvents } from "#core/cortex/events";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint, reply } from "#kit/endpoint";
import { Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { me } from "#kit/table";
import { rowSchema, Text, Uuid } from "#kit/wire";

/** The persona that is the default, if there is one. */
const usualPersona = sql`(select id from personas where user_id = ${me} and is_default and deleted_at is null)`;

const Shown = rowSchema(conversations);

export const { list, get, create, update, remove, restore, changes } = crud("/v1/cortex/conversations", conversations, {
  write: ["title", "personaId"],
  writeOnce: ["isVoice"],
  filter: ["isVoice", "personaId", "archivedAt", "startedAt"],
  sort: ["startedAt"],
  emits: ConversationEvents,
  search: {
    parameters: { q: z.optional(Text(200, 1)), archived: z.optional(z.enum(["false", "true", "all"])) },
    where(_, { q, archived = "false" }) {
      const kept =
        archived === "all" ? sql`true` : archived === "true" ? sql`archived_at is not null` : sql`archived_at is null`;
      return typeof q === "string" ? sql`${kept} and ${saysOnPath(q)}` : kept;
    },
  },
  example: { title: "Trip to Lisbon" },
  created: (ctx, { personaId = usualPersona, ...body }) => ({ ...body, personaId, startedAt: ctx.now().toISOString() }),
  create: {
    description:
      "Without `title` it gets one from what is said first. A persona narrows what is read in it: the default one, if there is one, unless `personaId` says another or null.",
  },
  update: { fields: { isArchived: z.optional(z.boolean()) } },
  changed(ctx, { isArchived, ...body }) {
    return {
      ...body,
      ...(isArchived !== undefined && { archivedAt: isArchived ? ctx.now().toISOString() : null }),
    };
  },
});

export const putActiveLeaf = endpoint("PUT /v1/cortex/conversations/{conversationId}/active-leaf", {
  summary: "Read another branch of a conversation",
  description: "The one with this message, down to its newest answer. Lists of messages and the search go by it.",
  body: z.strictObject({ messageId: Uuid }),
  returns: Shown,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  handler: (ctx) =>
    Branches.turnTo(ctx, ctx.params.conversationId, ctx.body.messageId, ifMatch(ctx.headers["if-match"])),
});

export const fork = endpoint("POST /v1/cortex/conversations/{conversationId}/fork", {
  summary: "Begin a conversation as a part of another",
  description: "With copies of a message and of all before it on its path; other branches are left out.",
  body: z.strictObject({ messageId: Uuid }),
  returns: Shown,
  status: 201,
  problems: [InvalidInput, NotFound],
  async handler(ctx) {
    const made = await Branches.fork(ctx, ctx.params.conversationId, ctx.body.messageId);
    return reply(made, { headers: { location: `/v1/cortex/conversations/${made.id}` } });
  },
});

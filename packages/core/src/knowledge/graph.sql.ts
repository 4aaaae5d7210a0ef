/** The knowledge graph: people, places and things in the user's data, and links between them and any row. */

import { sql } from "drizzle-orm";
import { index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { jsonAtMost } from "#kit/check";
import { json, numeric, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const entityKinds = ["person", "place", "organisation", "topic", "thing", "event"] as const;

/** What is known about an entity, by name. */
export const entityAttributes = z.record(z.string().check(z.maxLength(60)), z.unknown()).check(jsonAtMost(20_000));

export const MAX_ALIASES = 50;

export const entities = owned(
  "entities",
  {
    kind: oneOf(...entityKinds).notNull(),
    name: text(300).notNull(),
    normalizedName: text(300).notNull(),
    /** Other names that mean it, such as the one that it had before it was renamed. */
    aliases: strings(MAX_ALIASES, 300).notNull().default(sql`'{}'`),
    attributes: json(entityAttributes).notNull().default(sql`'{}'`),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("entities_name").on(t.userId, t.kind, t.normalizedName),
    index("entities_user").on(t.userId, sql`id desc`),
  ],
  { deletedForGood: "they are found anew in what they were found in" },
);

export const entityLinks = owned(
  "entity_links",
  {
    // The two ends are rows of any table, identified by their resource type, so there is no foreign key.
    fromType: text(60).notNull(),
    fromId: uuid().notNull(),
    toType: text(60).notNull(),
    toId: uuid().notNull(),
    relation: text(60).notNull(),
    weight: numeric({ min: 0 }).notNull().default(1),
    sourceEventId: uuid(),
  },
  (t) => [
    uniqueIndex("entity_links_once").on(t.userId, t.fromType, t.fromId, t.toType, t.toId, t.relation),
    index("entity_links_to").on(t.userId, t.toType, t.toId),
    index("entity_links_user").on(t.userId, sql`id desc`),
  ],
  { deletedForGood: "they are found anew in what they were found in" },
);

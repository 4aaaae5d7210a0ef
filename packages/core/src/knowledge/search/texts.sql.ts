/**
 * What the search finds: the texts of the rows of all pillars, in pieces, with whose they are, beside the tables that have them. Nobody
 * reaches them but the functions of the search, which ask first whose a text is: under row-level security no index would serve `@@`.
 *
 * A trigger on each searched table (see `keep_searched` in `migrations/`) acts when a row changes, in its transaction: what is deleted goes
 * from here, and what changes hands does so here. What a row says may be older than the row, as long as it is marked in `search_stale`.
 */
import { sql } from "drizzle-orm";
import { check, index, primaryKey, uniqueIndex } from "drizzle-orm/pg-core";
import { users } from "#core/identity/users.sql";
import { id, instant, integer, strings, text, tsvector, uuid } from "#kit/columns";
import { service } from "#kit/table";

/** The most characters of a piece, a little more than what `chunksOf` cuts. */
export const MAX_PIECE = 4_000;

export const searchTexts = service(
  "search_texts",
  {
    id: id(),
    userId: uuid().references(() => users.id, { onDelete: "cascade" }),
    /**
     * The household whose members see the row: of one that is not marked as shared, none. Without a foreign key, since who may put a row into a
     * household is asked where the row itself is.
     */
    householdId: uuid(),
    entityType: text(60).notNull(),
    entityId: uuid().notNull(),
    /** Of a row's pieces the first is 0. */
    position: integer().notNull(),
    pillar: text(30).notNull(),
    title: text(500).notNull(),
    content: text(MAX_PIECE).notNull(),
    tags: strings(200, 200).notNull().default(sql`'{}'`),
    /** When what the row tells of was, or is: what a search between dates means. */
    occurredAt: instant().notNull(),
    /** ISO 639-1, where it is known. */
    language: text(10),
    /**
     * The words of the title (A), the tags (B) and the content (D), folded, each with its place in the order of `wordsOf`. At the same places
     * the stems of the language, with a slash and the language behind, so that they are no words.
     */
    lexemes: tsvector().notNull(),
  },
  (t) => [
    uniqueIndex("search_texts_once").on(t.entityType, t.entityId, t.position),
    index("search_texts_user_lexemes").using("gin", t.userId, t.lexemes),
    index("search_texts_household_lexemes").using("gin", t.householdId, t.lexemes).where(sql`household_id is not null`),
    index("search_texts_user").on(t.userId, sql`occurred_at desc`, sql`id desc`),
    index("search_texts_household")
      .on(t.householdId, sql`occurred_at desc`, sql`id desc`)
      .where(sql`household_id is not null`),
    check("search_texts_position_check", sql`position >= 0`),
  ],
);

/**
 * The distinct words of somebody's texts, and in about how many texts each is: the beginning of a word and a mistyped one are looked up
 * among these, which are few, and the texts then by whole words. The empty word is in all texts.
 */
export const searchWords = service(
  "search_words",
  {
    userId: uuid().references(() => users.id, { onDelete: "cascade" }),
    householdId: uuid(),
    word: text(80).notNull(),
    n: integer().notNull(),
  },
  (t) => [
    uniqueIndex("search_words_user").on(t.userId, sql`word text_pattern_ops`).where(sql`user_id is not null`),
    uniqueIndex("search_words_household")
      .on(t.householdId, sql`word text_pattern_ops`)
      .where(sql`household_id is not null`),
    index("search_words_user_alike").using("gin", t.userId, sql`word gin_trgm_ops`).where(sql`user_id is not null`),
    index("search_words_household_alike")
      .using("gin", t.householdId, sql`word gin_trgm_ops`)
      .where(sql`household_id is not null`),
    check("search_words_whose_check", sql`(user_id is null) <> (household_id is null)`),
  ],
);

/** Rows whose texts here are older than they are, or missing. */
export const searchStale = service(
  "search_stale",
  {
    entityType: text(60).notNull(),
    entityId: uuid().notNull(),
    /** Whose it was when it was marked: the user, or else the household. */
    owner: uuid().notNull(),
    /** Whoever reads the row after this was set finds the change: a mark goes only if it still has the number that was read. */
    number: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.entityType, t.entityId] }), index("search_stale_owner").on(t.owner)],
);

/** How far all rows of a type have been marked, for the first time or because they are to be read in another way. */
export const searchWalks = service("search_walks", {
  entityType: text(60).primaryKey(),
  /** How the rows of the type are read: they are walked through again when that changes. */
  declared: text(100).notNull(),
  /** The id of the last row that was marked; null before the first. */
  reached: uuid(),
  /** How many have been marked. */
  marked: integer().notNull().default(0),
  finishedAt: instant(),
});

/** Files that people keep: what is known of them. Their bytes are in the bucket of files. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, uniqueIndex } from "drizzle-orm/pg-core";
import { fileReasons, uncleanable } from "#core/knowledge/sayings";
import { wholePlace } from "#core/platform/places";
import { bigint, boolean, integer, json, numeric, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { codedSchema } from "#kit/saying";
import { child, owned, shared } from "#kit/table";
import type { Row } from "#kit/wire";

/**
 * `pending`: it is being uploaded. `checking`: it has arrived and its bytes are being compared with what was said of them. `ready`: it can
 * be downloaded. `quarantined`: its bytes are not what was said, and nobody gets them. `missing`: the store does not have its bytes, which
 * the nightly sweep has found out, and will again when they are back. `purged`: it was deleted for good, and its row is only
 * there to tell clients that it was deleted.
 */
export const fileStatuses = ["pending", "checking", "ready", "quarantined", "missing", "purged"] as const;

/**
 * A folder: `/`, or names with a slash before each and none behind. Characters that control the screen or the direction of writing are in no
 * name: with them “cod.exe” can be shown as “exe.doc” (see UNSHOWN in kit/text, which says the same for what has a name already).
 */
const folder = {
  regex: /^(\/|(\/(?!\.{1,2}(\/|$))[^/\\\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,100})+)$/u,
  says: "must be / or a path such as /Papers/2026, of names without \\ and control characters, of 100 characters each",
};

/** A name of one file. What no file system takes, or what would name a folder, is no name. */
const fileName = {
  regex: /^(?!\.{1,2}$)[^/\\\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u,
  says: "must be a name without / and \\ and control characters, those of the direction of writing included",
};

const mediaType = {
  regex: /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/,
  says: "must be a media type in lower case and without parameters, such as image/jpeg",
};

const hash = { regex: /^[0-9a-f]{64}$/, says: "must be a SHA-256 as 64 lower-case hexadecimal digits" };

/**
 * As far as a foreign key needs it: identity/users.sql declares it. A dependent has a photo, which is a file, so that each of the tables names the
 * other, and two modules cannot import each other.
 */
const dependents = pgTable("dependents", { id: uuid().primaryKey() });

export const files = shared(
  "files",
  {
    folderPath: text(1000, { pattern: folder }).notNull().default("/"),
    fileName: text(255, { pattern: fileName }).notNull(),
    objectKey: text(1000).notNull().unique(),
    mimeType: text(255, { pattern: mediaType }).notNull(),
    sizeBytes: bigint().notNull(),
    sha256: text(64, { pattern: hash }).notNull(),
    status: oneOf(...fileStatuses)
      .notNull()
      .default("pending"),
    /** Why it is quarantined or missing: a sentence. */
    statusReason: text(500),
    statusReasonCoded: json(codedSchema(fileReasons)),
    /** What the store says of the bytes that were checked. */
    etag: text(100),
    /** Of the upload in parts, as long as there is one. */
    uploadId: text(2000, { secret: true }),
    tags: strings(50, 100).notNull().default(sql`'{}'`),
    description: text(5000),
    /** Whom it is about, of those who are looked after. */
    dependentId: uuid().references(() => dependents.id, { onDelete: "set null" }),
    /**
     * What others than its owner get: its bytes, a copy that is cleaned of when and where it was taken, or nothing, because it cannot be
     * cleaned. Null as long as nobody has decided.
     */
    forOthers: oneOf("same", "copy", "nothing"),
    /** Why they get nothing: a sentence. */
    forOthersReason: text(500),
    forOthersReasonCoded: json(codedSchema(uncleanable)),
    copyBytes: bigint(),
    aiTags: strings(50, 100).notNull().default(sql`'{}'`),
    aiDescription: text(5000),
    ...versioned(),
  },
  (t) => [
    index("files_user").on(t.userId, sql`id`),
    index("files_user_folder").on(t.userId, t.folderPath, sql`id`),
    // What was quarantined does not have the bytes that its hash names, and must not keep the right ones out.
    uniqueIndex("files_bytes").on(t.userId, t.sha256).where(sql`deleted_at is null and status <> 'quarantined'`),
    index("files_user_sha256").on(t.userId, t.sha256),
    index("files_household").on(t.householdId, sql`id`).where(sql`household_id is not null`),
    // The order in which stores list their objects, whatever the collation of the database.
    index("files_object_key").on(sql`object_key collate "C"`),
    index("files_dependent").on(t.dependentId),
    index("files_undecided").on(t.createdAt).where(sql`status = 'ready' and for_others is null`),
    index("files_unfinished").on(t.createdAt).where(sql`status in ('pending', 'checking')`),
    check("files_size_bytes_check", sql`size_bytes >= 0`),
    // What was deleted for good has no bytes that could come back.
    check("files_purged_check", sql`status <> 'purged' or deleted_at is not null`),
  ],
  { title: "fileName" },
);

/** Where the bytes are is nobody's business, and the id of an upload is part of its addresses. */
export const HIDDEN = ["objectKey", "uploadId", "etag", "copyBytes"] as const;

export type File = Row<typeof files>;

/**
 * What the bytes of a photo say of it: when and where it was taken, and with what. It has a table of its own, whose rows only their owner
 * sees, because a file may be shared and the place where it was taken must not be.
 */
export const photoDetails = owned(
  "photo_details",
  {
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: "cascade" }),
    /** By the clock of the camera, whose zone is not known unless it was written down. */
    takenAt: text(25, {
      pattern: {
        regex: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d)?$/,
        says: "must be a date and time, with an offset from UTC or without",
      },
    }),
    latitude: numeric({ min: -90, max: 90, pair: "longitude" }),
    longitude: numeric({ min: -180, max: 180, pair: "latitude" }),
    altitudeMeters: numeric({ min: -20_000, max: 100_000 }),
    cameraMake: text(100),
    cameraModel: text(100),
    widthPixels: integer({ min: 1 }),
    heightPixels: integer({ min: 1 }),
  },
  (t) => [
    uniqueIndex("photo_details_file").on(t.fileId),
    index("photo_details_user").on(t.userId, sql`id`),
    check("photo_details_place_check", wholePlace()),
  ],
  { private: true, deletedForGood: "they are read from the bytes of the file, and go with it" },
);

/** What a file says, as it was read in the background: as Markdown, for whoever may see the file, and for the search. */
export const fileTexts = child(
  "file_texts",
  { table: files, key: "file_id" },
  {
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: "cascade" }),
    content: text(500_000).notNull(),
    /** ISO 639-1; null where it is not clear. */
    language: text(10),
    /** How many pages it has; null for what has none. */
    pages: integer(),
    /** Whether the file says more than is kept. */
    isCut: boolean().notNull().default(false),
  },
  (t) => [uniqueIndex("file_texts_file").on(t.fileId), check("file_texts_pages_check", sql`pages >= 0`)],
);

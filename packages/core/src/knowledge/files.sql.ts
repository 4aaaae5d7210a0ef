/** Metadata of files; their bytes are in object storage. */
import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import { bigint, oneOf, strings, text, versioned } from "#kit/columns";
import { shared } from "#kit/table";

export const files = shared(
  "files",
  {
    folderPath: text(1000).notNull().default("/"),
    fileName: text(255).notNull(),
    objectKey: text(1000).notNull().unique(),
    mimeType: text(255).notNull(),
    sizeBytes: bigint(),
    sha256: text(64, {
      pattern: { regex: /^[0-9a-f]{64}$/, says: "must be a SHA-256 as 64 lower-case hexadecimal digits" },
    }),
    status: oneOf("pending", "ready", "quarantined").notNull().default("pending"),
    aiTags: strings(50, 100).notNull().default(sql`'{}'`),
    aiDescription: text(5000),
    ...versioned(),
  },
  (t) => [
    index("files_user").on(t.userId, sql`id`),
    index("files_user_folder").on(t.userId, t.folderPath, sql`id`),
    index("files_user_sha256").on(t.userId, t.sha256),
    index("files_household").on(t.householdId, sql`id`).where(sql`household_id is not null`),
  ],
);

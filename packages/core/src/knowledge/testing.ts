import { randomBytes, randomUUID } from "node:crypto";
import type { Harness, Person } from "#testing/harness";
import { made } from "#testing/known";
import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

/** A file that was announced: its columns have forms that made-up text has not. */
export const announcedFile = (life: Harness, { userId }: Pick<Person, "userId">): Promise<string> =>
  made(
    life,
    "insert into files (user_id, file_name, object_key, mime_type, size_bytes, sha256) values ($1, 'notes.txt', $2, 'text/plain', 1, $3) returning id",
    [userId, `files/${userId}/${randomUUID()}`, randomBytes(32).toString("hex")],
  );

export default pillarKnownToTests({
  begins: { "knowledge.file.purged": PERSON, "knowledge.journal.written": PERSON },
  nothingFollows: {
    "knowledge.file.purged": "what there was to be removed has been removed by then",
    "knowledge.file.quarantined": "the reason is shown with the file",
  },
  causedElsewhere: {
    "knowledge.file.arrived": "a file of more than 64 MiB, in functions/knowledge/large-files.test.ts",
    "knowledge.file.accepted": "a file with bytes, in functions/knowledge/files.test.ts",
    "knowledge.file.quarantined": "bytes that are something else, in functions/knowledge/files.test.ts",
  },
  rows: { files: announcedFile },
  uses: {
    "packages/core/src/knowledge/file-store.ts": "files",
    "packages/core/src/knowledge/search/models.ts": "embeddings",
  },
  schedulesFail: { "knowledge.sweep": "The store of files cannot be reached right now." },
  uniqueAmongDeleted: { files_object_key_unique: "the object is there as long as its row is" },
  attacks: async () => ({
    search_meaning_of: {
      calls: [
        [
          "select count(*)::int from search_meaning_of('use-lite-en-1', array_fill(1, array[512])::real[], '{}', -1, 100)",
        ],
      ],
      comes: [0],
    },
    search_meaning_state: {
      calls: [["select is_whole from search_meaning_state('use-lite-en-1')"]],
      comes: [false],
    },
  }),
});

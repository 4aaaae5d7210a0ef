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

/** A search that finds every text with a word that begins with an a. */
const A = "'a':*";
const anyWord = JSON.stringify({
  all: A,
  groups: [{ weight: 1, exact: A, near: A, far: A, title: A }],
  marked: [],
  now: "2026-03-01",
});

export default pillarKnownToTests({
  begins: {
    "knowledge.file.purged": PERSON,
    "knowledge.journal.written": PERSON,
    "knowledge.ignored_name.deleted": PERSON,
    "knowledge.link.created": PERSON,
    "knowledge.link.deleted": PERSON,
    "knowledge.capture.received": PERSON,
    "knowledge.document.requested": PERSON,
    "knowledge.entity.merged": PERSON,
    "knowledge.entity.unmerged": PERSON,
    "knowledge.capture.analysis_requested": PERSON,
  },
  story: (ask) =>
    ask("knowledge.captures.create", { source: "document", payload: { title: "Note", text: "Mind the sunk cost." } }),
  follows: [["knowledge.capture.analysed", "knowledge.capture.received"]],
  nothingFollows: {
    "knowledge.entity.merged": "its links are moved by the same transaction",
    "knowledge.entity.unmerged": "its links are moved back by the same transaction",
    "knowledge.file.purged": "what there was to be removed has been removed by then",
    "knowledge.file.quarantined": "the reason is shown with the file",
    "knowledge.entity.confused": "the timeline tells it to whoever can link by hand",
    "knowledge.entity.linked": "whoever shows what a row is about reads its links",
    "knowledge.document.failed": "the reason is shown with the document",
    "knowledge.journal.sounded": "how an entry sounds is shown with it",
    "knowledge.capture.analysed": "what it has become has events of its own",
    "knowledge.capture.failed": "the reason is shown with the capture",
  },
  causedElsewhere: {
    "knowledge.document.failed": "a file that cannot be read, in functions/knowledge/documents.test.ts",
    "knowledge.file.arrived": "a file of more than 64 MiB, in functions/knowledge/large-files.test.ts",
    "knowledge.file.accepted": "a file with bytes, in functions/knowledge/files.test.ts",
    "knowledge.file.quarantined": "bytes that are something else, in functions/knowledge/files.test.ts",
    "knowledge.entity.linked": "an entry of the journal that is read, in functions/knowledge/linking.test.ts",
    "knowledge.entity.confused": "an entry with the name of two contacts, in functions/knowledge/linking.test.ts",
    "knowledge.journal.sounded": "an entry in English, in functions/knowledge/journal-entries.test.ts",
    "knowledge.capture.failed": "a page without a text, in functions/knowledge/captures.test.ts",
  },
  rows: { files: announcedFile },
  uses: {
    "packages/core/src/knowledge/file-store.ts": "files",
    "packages/core/src/knowledge/search/models.ts": "embeddings",
  },
  schedulesFail: { "knowledge.sweep": "The store of files cannot be reached right now." },
  seeded: {
    entities: 8,
    entity_links: 14,
    journal_entries: 15,
    data_streams: 2,
    capture_documents: 2,
    documents: 5,
  },
  uniqueAmongDeleted: {
    files_object_key_unique: "the object is there as long as its row is",
    documents_source_email: "a mail whose document was deleted becomes none again",
  },
  attacks: async () => ({
    search_texts_of: { calls: [["select count(*)::int from search_texts_of($1::jsonb, 100)", anyWord]], comes: [0] },
    words_alike: {
      calls: [["select count(*)::int from words_alike('{a}') where kind in ('begins', 'alike', 'split')"]],
      comes: [0],
    },
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

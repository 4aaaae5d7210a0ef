import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  nothingFollows: {
    "knowledge.file.accepted": "it is where the story of an upload ends",
    "knowledge.file.quarantined": "the reason is shown with the file",
  },
  causedElsewhere: {
    "knowledge.file.arrived": "a file of more than 64 MiB, in functions/knowledge/large-files.test.ts",
    "knowledge.file.accepted": "a file with bytes, in functions/knowledge/files.test.ts",
    "knowledge.file.quarantined": "bytes that are something else, in functions/knowledge/files.test.ts",
  },
  uses: { "packages/core/src/knowledge/file-store.ts": "files" },
  uniqueAmongDeleted: { files_object_key_unique: "the object is there as long as its row is" },
});

import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  uses: { "packages/core/src/knowledge/file-store.ts": "files" },
  uniqueAmongDeleted: { files_object_key_unique: "the object is there as long as its row is" },
});

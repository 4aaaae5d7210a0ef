import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  uniqueAmongDeleted: { files_object_key_unique: "the object is there as long as its row is" },
});

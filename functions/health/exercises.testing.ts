import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 140, why: "it has the names and muscles of all exercises" },
  operations: {
    search: {
      unpaged: {
        has: ["limit", "nextCursor"],
        why: "whoever does not find it among the first types another word",
      },
    },
  },
});

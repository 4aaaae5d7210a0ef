import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    search: {
      unpaged: {
        has: ["limit", "nextCursor"],
        why: "whoever does not find it among the first types another word",
      },
    },
  },
});

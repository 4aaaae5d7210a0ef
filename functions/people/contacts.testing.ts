import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    update: {
      flights: {
        most: 2,
        why: "addresses and numbers are hashed for the owner, who is not the caller where a contact was granted",
      },
    },
  },
});

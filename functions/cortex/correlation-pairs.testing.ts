import { knownToTests } from "#testing/known";

export default knownToTests({
  deletedForGood: "it names two measures and is added again as easily",
});

import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 146, why: "it knows what the days of every pillar are measured by" },
  deletedForGood: "it names two measures and is added again as easily",
});

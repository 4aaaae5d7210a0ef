import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 172, why: "it has the names and muscles of all exercises" },
});

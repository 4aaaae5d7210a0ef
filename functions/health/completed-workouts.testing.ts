import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 206, why: "it has the names and muscles of all exercises" },
});

import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 198, why: "it reads the units of many languages" },
});

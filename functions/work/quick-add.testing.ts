import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 184, why: "it reads the words of many languages" },
});

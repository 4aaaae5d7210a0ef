import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 136, why: "it knows the domains that a new person may begin with" },
});

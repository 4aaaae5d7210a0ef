import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: {
    kilobytes: 300,
    why: "the regular expressions of rules are run by an engine of their own, with tables of Unicode",
  },
});

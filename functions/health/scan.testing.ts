import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 450, why: "it has the table of 1,500 foods, and the units of all kitchens" },
});

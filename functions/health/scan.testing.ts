import { knownToTests } from "#testing/known";

const checked = "it is instead of the text of the example; functions/health/scan.test.ts tries another person's";

export default knownToTests({
  bundle: { kilobytes: 450, why: "it has the table of 1,500 foods, and the units of all kitchens" },
  operations: { estimate: { checkedOtherwise: { "/recipeId": checked, "/transactionId": checked } } },
});

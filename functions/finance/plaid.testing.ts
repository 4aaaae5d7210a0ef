import { knownToTests } from "#testing/known";

const cannotSucceed = { status: 503, why: "Plaid does not know this installation" };

export default knownToTests({
  operations: {
    linkToken: {
      cannotSucceed,
      checkedOtherwise: {
        "/connectionId":
          "nothing is looked at before Plaid is configured; functions/finance/plaid.test.ts tries another person's",
      },
    },
    exchange: {
      cannotSucceed,
      checkedOtherwise: {
        "/accounts/0/accountId":
          "nothing is looked at before Plaid is configured; functions/finance/plaid.test.ts tries another person's",
      },
    },
  },
});

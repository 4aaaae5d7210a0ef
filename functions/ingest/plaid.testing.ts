import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    receive: { cannotSucceed: { status: 503, why: "Plaid does not know this installation" } },
  },
});

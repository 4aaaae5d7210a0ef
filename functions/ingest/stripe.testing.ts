import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    receive: { cannotSucceed: { status: 503, why: "no secret is configured to check the signature with" } },
  },
});

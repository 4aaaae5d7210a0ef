import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 168, why: "it takes mail apart far enough to know whose it is" },
  operations: {
    email: { cannotSucceed: { status: 503, why: "no secret is configured to check the signature with" } },
  },
});

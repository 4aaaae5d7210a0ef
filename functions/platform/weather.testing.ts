import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: { get: { cannotSucceed: { status: 503, why: "no weather service is configured" } } },
});

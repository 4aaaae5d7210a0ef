import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: { open: { cannotSucceed: { status: 503, why: "no keys of Stripe's are configured" } } },
});

import { knownToTests } from "#testing/known";

export default knownToTests({
  // Also a payment or a month; a request is what the examples share.
  names: { referenceId: "ai_requests" },
  operations: { get: { flights: { most: 2, why: "what administrators have set is read again once a minute" } } },
});

import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 200, why: "it asks who an administrator is, with the keys of their issuer" },
  operations: { get: { cannotSucceed: { status: 401, why: "no token for it is configured" } } },
});

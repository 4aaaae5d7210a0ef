import { knownToTests } from "#testing/known";

export default knownToTests({
  // What there is is declared.
  row: async () => "platform.sweep",
  operations: { run: { cannotSucceed: { status: 503, why: "no queue is configured" } } },
});

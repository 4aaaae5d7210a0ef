import { knownToTests } from "#testing/known";

const cannotSucceed = { status: 503, why: "no workflow server is configured" };

export default knownToTests({
  // Ids of runs come from the workflow server, of which there is none here.
  row: async () => "01JNODZ3Y3Q8V5W6X7Y8Z9A0B1",
  operations: {
    get: { cannotSucceed },
    cancel: { cannotSucceed },
    replay: { cannotSucceed },
    rerun: { cannotSucceed },
  },
});

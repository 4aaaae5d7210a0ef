import { knownToTests } from "#testing/known";

const flights = { most: 2, why: "the log of its mood follows the entry as it was" };

export default knownToTests({ operations: { update: { flights }, remove: { flights } } });

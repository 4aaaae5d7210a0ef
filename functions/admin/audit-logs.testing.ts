import { knownToTests } from "#testing/known";

export default knownToTests({
  // Of any kind; a task is what the examples share.
  names: { entityId: "tasks" },
});

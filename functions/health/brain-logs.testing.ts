import { knownToTests } from "#testing/known";

export default knownToTests({
  // May refer to any type of row; the examples have a task.
  names: { sourceId: "tasks" },
});

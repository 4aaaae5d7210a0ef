import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 190, why: "it walks the clocks of a zone, reads rules of recurrence, and solves seven days" },
  namedAlike: "plans are those of days, and everybody has their own",
  row: async () => "2026-03-04",
  operations: { accept: { before: "plan" } },
});

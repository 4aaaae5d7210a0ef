import { knownToTests } from "#testing/known";

const sprint = { name: "March", startDate: "2026-03-10", endDate: "2026-03-12" };

export default knownToTests({
  bundle: { kilobytes: 138, why: "it moves tasks between sprints, and counts what is left of one day by day" },
  goTogether: [
    { row: sprint, patch: { startDate: "2026-03-13" }, becomes: "#/endDate" },
    { row: sprint, patch: { endDate: "2026-03-09" }, becomes: "#/endDate" },
  ],
  operations: { complete: { before: "start" } },
});

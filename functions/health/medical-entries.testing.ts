import { knownToTests } from "#testing/known";

const visit = { title: "X-ray", type: "note", date: "2026-03-10" };

export default knownToTests({
  goTogether: [
    { row: visit, patch: { nextDate: "2026-03-09" }, becomes: "#/nextDate" },
    { row: visit, patch: { nextDate: "2026-03-10" }, becomes: { nextDate: "2026-03-10" } },
  ],
});

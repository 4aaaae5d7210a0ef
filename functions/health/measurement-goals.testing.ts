import { knownToTests } from "#testing/known";

const row = { type: "weight", direction: "decrease", targetValue: 72, unit: "kg", startDate: "2026-03-02" };

export default knownToTests({
  goTogether: [
    { row, patch: { byDate: "2026-03-01" }, becomes: "#/byDate" },
    { row, patch: { unit: "cm" }, becomes: "#/unit" },
    { row, patch: { unit: "lb", targetValue: 160 }, becomes: { unit: "lb", targetValue: 160 } },
  ],
});

import { knownToTests } from "#testing/known";

const row = { name: "Iron", schedule: { times: ["08:00"] }, startsOn: "2026-03-02" };

export default knownToTests({
  bundle: { kilobytes: 146, why: "it walks the clocks of a zone" },
  goTogether: [
    { row, patch: { endsOn: "2026-03-01" }, becomes: "#/endsOn" },
    { row, patch: { endsOn: "2026-03-02" }, becomes: { endsOn: "2026-03-02" } },
  ],
});

import { knownToTests } from "#testing/known";

const rest = { weekdays: ["sunday"], startsOn: "2026-03-10" };

export default knownToTests({
  goTogether: [
    { row: rest, patch: { endsOn: "2026-03-09" }, becomes: "#/endsOn" },
    { row: rest, patch: { endsOn: "2026-03-10" }, becomes: { endsOn: "2026-03-10" } },
  ],
});

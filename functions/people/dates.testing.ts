import { knownToTests } from "#testing/known";

const row = { label: "Wedding", date: "--06-20" };

export default knownToTests({
  goTogether: [
    { row, patch: { repeats: "once" }, becomes: "#/date" },
    { row, patch: { repeats: "once", date: "2027-06-20" }, becomes: { repeats: "once" } },
  ],
  operations: {
    coming: { unpaged: { has: ["nextCursor"], why: "it has the dates of some days, five hundred at most" } },
    create: { flights: { most: 2, why: "whose contact it is is looked at first" } },
  },
});

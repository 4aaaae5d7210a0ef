import { knownToTests } from "#testing/known";

const gift = { channel: "visit", direction: "outbound", exchange: "gift", amountCents: 500, currency: "EUR" };

export default knownToTests({
  goTogether: [
    { row: gift, patch: { currency: null }, becomes: "#/currency" },
    { row: gift, patch: { exchange: null }, becomes: "#/exchange" },
    { row: gift, patch: { direction: null }, becomes: "#/direction" },
    { row: { ...gift, exchange: "loan" }, patch: { amountCents: null, currency: null }, becomes: "#/amountCents" },
    { row: gift, patch: { amountCents: null, currency: null }, becomes: { amountCents: null, exchange: "gift" } },
  ],
  operations: {
    create: { flights: { most: 2, why: "whose contact it is is looked at first" } },
  },
});

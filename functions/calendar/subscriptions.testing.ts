import { knownToTests } from "#testing/known";

const ofAnother = "it is of the subscriptions that are paid for, which no operation of calendars writes";

export default knownToTests({
  outOfReach: { subscriptions_period_check: ofAnother, subscriptions_ai_requests_check: ofAnother },
  operations: {
    remove: { flights: { most: 2, why: "the calendar that goes with it is in its row" } },
    restore: { flights: { most: 2, why: "it is restored with its calendar, which is in its row" } },
  },
});

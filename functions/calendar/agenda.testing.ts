import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 160, why: "it reads rules of recurrence and cron rules, and walks the clocks of a zone" },
  operations: {
    get: {
      flights: {
        most: 2,
        why: "it reads the time zone of the profile when none is given, because the days follow from it",
      },
    },
  },
});

import { knownToTests } from "#testing/known";

export default knownToTests({
  // A routine comes back paused, so that nothing is due until somebody resumes it.
  restoredWith: { isActive: false, nextRunAt: null },
  bundle: { kilobytes: 151, why: "it reads cron rules, says what is wrong with them, and walks the clocks of a zone" },
  names: { assigneeRotation: "users" },
  operations: {
    create: {
      flights: {
        most: 2,
        why: "it reads the time zone of the profile when none is given, because the first time due follows from it",
      },
    },
    update: {
      flights: {
        most: 2,
        why: "when the rule or the time zone changes it reads both, because the next time due follows from them",
      },
    },
    resume: { before: "pause" },
  },
});

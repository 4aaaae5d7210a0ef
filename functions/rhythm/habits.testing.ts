import { knownToTests } from "#testing/known";

const history = "its streak follows from all of its days, which are read first";

export default knownToTests({
  bundle: { kilobytes: 159, why: "it walks the clocks of a zone, counts streaks and says how a habit went" },
  outOfReach: { habits_streak_check: "the streak is counted from the days" },
  operations: {
    create: {
      flights: { most: 2, why: "it reads the clock of its person, because the day on which it begins follows from it" },
    },
    update: { flights: { most: 2, why: history } },
    resume: { before: "pause" },
    undo: { before: "checkIn" },
    day: {
      unpaged: { has: [], why: "it is a day of a person, and never more than two hundred" },
    },
  },
});

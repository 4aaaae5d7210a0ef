import { knownToTests } from "#testing/known";

const flights = { most: 2, why: "the log of its mood follows the entry as it was" };
const change = { most: 3, why: "that, and a day that may be to come is compared with today" };

const today = { most: 2, why: "which day is today follows from the clocks of its person, by the one rule for it" };

export default knownToTests({
  bundle: { kilobytes: 143, why: "it knows the clocks of its person, and the streaks that an entry mends" },
  operations: { create: { flights: today }, update: { flights: change }, remove: { flights } },
});

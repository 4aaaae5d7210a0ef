import { sealEntries } from "#core/health/medical-sealing";
import { recordOld } from "#core/health/personal-records";
import { schedule } from "#kit/schedule";

// As often as nobody waits for long: until then an entry from before is without its title.
export const sealMedical = schedule("health.sealMedical", "rate(5 minutes)", {
  summary: "Encrypts what the medical record had of titles and providers before they were encrypted",
  handler: (ctx) => sealEntries(ctx),
});

// Only after an upgrade is there anything to do.
export const recordWorkouts = schedule("health.recordWorkouts", "rate(5 minutes)", {
  summary: "Keeps the personal records of workouts from before records were kept",
  handler: (ctx) => recordOld(ctx),
});

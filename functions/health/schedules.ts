import { sealEntries } from "#core/health/medical-sealing";
import { schedule } from "#kit/schedule";

// As often as nobody waits for long: until then an entry from before is without its title.
export const sealMedical = schedule("health.sealMedical", "rate(5 minutes)", {
  summary: "Encrypts what the medical record had of titles and providers before they were encrypted",
  handler: (ctx) => sealEntries(ctx),
});

import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  value: "Wert",
  tier: {
    name: "Tarif",
    values: { free: "Free", starter: "Starter", pro: "Pro", team: "Team", enterprise: "Enterprise" },
  },
  changesPerMinute: "Änderungen je Minute",
} satisfies Words<typeof en>;

import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  value: "Wert",
  tier: "Tarif",
  changesPerMinute: "Änderungen je Minute",
} satisfies Words<typeof en>;

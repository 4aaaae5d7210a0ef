import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  name: "Name",
  cronExpression: "wann sie läuft",
  timezone: "Zeitzone",
  activities: "was sie tut",
  catchUp: "verpasste Läufe",
  householdId: "Haushalt",
} satisfies Words<typeof en>;

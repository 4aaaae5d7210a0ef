import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  name: "Name",
  cronExpression: "wann sie läuft",
  timezone: "Zeitzone",
  activities: "was sie tut",
  catchUp: "verpasste Läufe",
  frequency: "wie oft",
  frequencyConfig: "wie oft",
  targetPerDay: "wie viel am Tag",
  unit: "worin gezählt wird",
  timeOfDay: "Tageszeit",
  remindAt: "wann erinnert wird",
  isReminded: "ob erinnert wird",
  color: "Farbe",
  sortOrder: "Platz in der Liste",
  freezesLeft: "Joker",
  estimatedMinutes: "Minuten",
  lifeDomainId: "Lebensbereich",
  goalId: "Ziel",
  description: "Notiz",
  householdId: "Haushalt",
} satisfies Words<typeof en>;

import type { Words } from "#console/words/words.ts";
import { cadenceOf } from "./cadence.ts";
import type en from "./fields.en.ts";
import words from "./words.de.ts";

export default {
  name: "Name",
  cronExpression: "wann sie läuft",
  timezone: "Zeitzone",
  activities: "was sie tut",
  catchUp: "verpasste Läufe",
  frequency: { name: "wie oft", goesWith: "frequencyConfig" },
  frequencyConfig: {
    name: "wie oft",
    shown: (value: unknown) => cadenceOf(value, words.cadence),
  },
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

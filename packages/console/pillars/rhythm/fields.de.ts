import type { Words } from "#console/words/words.ts";
import { cadenceOf } from "./cadence.ts";
import type en from "./fields.en.ts";
import words from "./words.de.ts";

export default {
  name: "Name",
  cronExpression: "wann sie läuft",
  timezone: "Zeitzone",
  activities: "was sie tut",
  catchUp: {
    name: "verpasste Läufe",
    values: { skip: "werden ausgelassen", latest: "der letzte wird nachgeholt", all: "alle werden nachgeholt" },
  },
  frequency: {
    name: "wie oft",
    goesWith: "frequencyConfig",
    values: { daily: "täglich", weekly: "wöchentlich", custom: "auf eigene Art" },
  },
  frequencyConfig: {
    name: "wie oft",
    shown: (value: unknown) => cadenceOf(value, words.cadence),
  },
  targetPerDay: "wie viel am Tag",
  unit: "worin gezählt wird",
  timeOfDay: {
    name: "Tageszeit",
    values: { morning: "morgens", afternoon: "nachmittags", evening: "abends", anytime: "irgendwann" },
  },
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

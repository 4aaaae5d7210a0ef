import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  type: {
    name: "Was gemessen wird",
    values: {
      weight: "Gewicht",
      body_fat_pct: "Körperfett",
      waist: "Taille",
      hips: "Hüfte",
      bust: "Brust",
      height: "Größe",
      custom: "etwas anderes",
    },
  },
  label: "Name",
  value: "Wert",
  unit: "Einheit",
  date: "Tag",
  notes: "Notizen",
  direction: { name: "Richtung", values: { decrease: "weniger", increase: "mehr" } },
  targetValue: "Ziel",
  startDate: "Beginn",
  byDate: "Bis wann",
  reachedOn: "Erreicht",
  dependentId: "Von wem",
  lifeDomainId: "Lebensbereich",
} satisfies Words<typeof en>;

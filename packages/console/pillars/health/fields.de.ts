import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  name: "Name",
  dose: "Dosis",
  prescriber: "wer es verschrieben hat",
  notes: "Notizen",
  schedule: "wann es fällig ist",
  startsOn: "erster Tag",
  endsOn: "letzter Tag",
  stockUnits: "Einheiten übrig",
  unitsPerDose: "Einheiten je Dosis",
  warnDaysBefore: "Tage vor dem Ende",
  windowMinutes: "wie spät eine Dosis sein darf",
  title: "was es ist",
  type: "Art",
  date: "Tag",
  medicationId: "Medikament",
  nextDate: "nächster Termin",
  remindDaysBefore: "Tage vorher erinnern",
  provider: "Praxis, Klinik oder Labor",
  details: "Einzelheiten",
  analyte: "was gemessen wurde",
  result: "Ergebnis",
  laboratory: "Labor",
} satisfies Words<typeof en>;

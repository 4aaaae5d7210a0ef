import type { SaidWords } from "#console/words/said.ts";

export default {
  leads_back: "führt zur Kategorie zurück",
  must_be_minor_units: "muss eine ganze Zahl kleinster Einheiten mit höchstens zwölf Ziffern sein",
  too_many_entries: "lässt mehr als {max} Einträge zum Zusammenzählen übrig",
  receipt_meanwhile: "Ein anderer Beleg über diesen Betrag wurde inzwischen gebucht.",
  category_of_itself: "Eine Kategorie kann nicht Teil ihrer selbst sein, weder direkt noch über andere.",
} satisfies SaidWords;

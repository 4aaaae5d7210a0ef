import type { SaidWords } from "#console/words/said.ts";

export default {
  leads_back: "führt zur Kategorie zurück",
  no_expression: "muss ein regulärer Ausdruck von RE2 mit höchstens 1000 Programmschritten sein",
  receipt_meanwhile: "Ein anderer Beleg über diesen Betrag wurde inzwischen gebucht.",
  changed_meanwhile: "Die Umsätze werden gerade von jemand anderem geändert. Versuche es noch einmal.",
  category_of_itself: "Eine Kategorie kann nicht Teil ihrer selbst sein, weder direkt noch über andere.",
} satisfies SaidWords;

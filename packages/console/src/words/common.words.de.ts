import type en from "./common.words.en.ts";
import type { Words } from "./words.ts";

export default {
  save: "Speichern",
  cancel: "Abbrechen",
  delete: "Löschen",
  undo: "Rückgängig",
  retry: "Erneut versuchen",
  close: "Schließen",
  more: "Mehr",
  loading: "Lädt",
} satisfies Words<typeof en>;

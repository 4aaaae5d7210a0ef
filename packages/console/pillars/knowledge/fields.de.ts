import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  fileName: "Name",
  folderPath: "Ordner",
  tags: "Schlagwörter",
  description: "Beschreibung",
  dependentId: "um wen es geht",
  householdId: "Haushalt",
  content: "Eintrag",
  mood: "Stimmung",
  entryDate: "Tag",
} satisfies Words<typeof en>;

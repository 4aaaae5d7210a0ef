import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  title: "Titel",
  contentMarkdown: "Text",
  fileName: "Name",
  folderPath: "Ordner",
  tags: "Schlagwörter",
  description: "Beschreibung",
  dependentId: "um wen es geht",
  householdId: "Haushalt",
} satisfies Words<typeof en>;

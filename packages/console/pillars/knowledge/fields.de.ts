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
  kind: {
    name: "was es ist",
    values: {
      person: "Mensch",
      place: "Ort",
      organisation: "Organisation",
      topic: "Thema",
      thing: "Ding",
      event: "Ereignis",
    },
  },
  name: "Name",
  aliases: "weitere Namen",
  attributes: "was bekannt ist",
  content: "Eintrag",
  mood: "Stimmung",
  entryDate: "Tag",
} satisfies Words<typeof en>;

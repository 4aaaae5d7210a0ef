import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  behaviour: "was zuerst kommt",
  outcome: "was folgt",
  toAddresses: "An",
  subject: "Betreff",
  title: "Titel",
  personaId: "Stimme",
  isArchived: "weggelegt",
  bodyText: "Text",
  status: { name: "Stand", values: { draft: "Entwurf", sent: "gesendet", discarded: "verworfen" } },
} satisfies Words<typeof en>;

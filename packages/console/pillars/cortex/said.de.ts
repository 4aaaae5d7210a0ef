import type { SaidWords } from "#console/words/said.ts";

export default {
  message_elsewhere: "ist keine Nachricht dieses Gesprächs",
  not_what_was_asked: "ist nicht die Prüfsumme dessen, was vorgeschlagen ist",
  conversation_full: "Das Gespräch hat {max} Nachrichten; zweige es ab oder beginne ein neues.",
  only_what_was_said: "Nur was jemand gesagt hat, wird noch einmal beantwortet.",
  approval_decided: "Darüber ist schon entschieden.",
  approval_expired: "Der Vorschlag ist älter als {days} Tage; frage noch einmal danach.",
  persona_narrowed: "Die Stimme dieses Gesprächs darf das nicht hinzufügen: {pillar}.",
} satisfies SaidWords;

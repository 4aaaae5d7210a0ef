import type { SaidWords } from "#console/words/said.ts";

export default {
  message_elsewhere: "ist nicht aus diesem Gespräch",
  not_what_was_asked: "ist nicht der Vorschlag, der gezeigt wurde",
  conversation_full: "Das Gespräch hat {max} Nachrichten; zweige es ab oder beginne ein neues.",
  only_what_was_said: "Nur was jemand gesagt hat, wird noch einmal beantwortet.",
  approval_decided: "Darüber ist schon entschieden.",
  approval_expired: "Der Vorschlag ist älter als {days} Tage; frage noch einmal danach.",
  persona_narrowed: "Die Stimme dieses Gesprächs darf das nicht hinzufügen: {pillar}.",
} satisfies SaidWords;

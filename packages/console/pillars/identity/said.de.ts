import type { SaidWords } from "#console/words/said.ts";

export default {
  not_shareable: "Du hast nichts dieser Art, das sich teilen ließe.",
  own_row: "Das gehört dir schon.",
  shared_already: "Es ist schon mit ihnen geteilt; nimm das zurück, um eine andere Rolle zu geben.",
  quota_key: "Ein Schlüssel mit einer Tagesgrenze gibt anderen keinen Zugang.",
  key_ended: "Der Schlüssel, oder einer, von dem er stammt, ist widerrufen oder abgelaufen.",
  own_keys_only: "Ein Schlüssel verwaltet nur sich und die Schlüssel, die von ihm stammen.",
  begin_again: "Beginn von vorn: es gilt einmal, fünfzehn Minuten lang, für den, der begonnen hat.",
  no_matrix_session: "Darin ist keine Sitzung einer Matrix-App.",
  refreshing: "Der Zugang wird gerade erneuert, und es dauert.",
  invite_accepted: "Die Einladung wurde angenommen; entferne stattdessen das Mitglied.",
  invite_unknown: "Die Einladung ist unbekannt, verbraucht, zurückgenommen, abgelaufen oder für eine andere Adresse.",
  admins_only: "Das darf nur, wer den Haushalt verwaltet.",
  not_alone: "Entferne zuerst die anderen Mitglieder, oder tritt aus.",
  last_admin_stays: "Lass zuerst jemand anderen verwalten, oder löse den Haushalt auf, wenn sonst niemand darin ist.",
} satisfies SaidWords;

import type { Sentences } from "#console/frame/sentence.ts";

export default {
  routine: {
    events: {
      created: { en: "The routine {} was made", de: "Die Routine {} wurde angelegt" },
      updated: { en: "The routine {} changed", de: "Die Routine {} wurde geändert" },
      deleted: { en: "The routine {} was deleted", de: "Die Routine {} wurde gelöscht" },
      restored: { en: "The routine {} is back", de: "Die Routine {} ist wieder da" },
      paused: { en: "{} was paused", de: "{} pausiert" },
      resumed: { en: "{} goes on", de: "{} geht weiter" },
      due: { en: "It was time for {}", de: "Es war Zeit für {}" },
      ran: { en: "{} ran", de: "{} lief" },
    },
  },
  habit: {
    events: {
      created: { en: "The habit {} was begun", de: "Die Gewohnheit {} wurde begonnen" },
      updated: { en: "The habit {} changed", de: "Die Gewohnheit {} wurde geändert" },
      deleted: { en: "The habit {} was deleted", de: "Die Gewohnheit {} wurde gelöscht" },
      restored: { en: "The habit {} is back", de: "Die Gewohnheit {} ist wieder da" },
      paused: { en: "{} was paused", de: "{} pausiert" },
      resumed: { en: "{} goes on", de: "{} geht weiter" },
      checked_in: { en: "{} was checked in", de: "{} wurde abgehakt" },
      check_in_undone: { en: "A check-in of {} was taken back", de: "Ein Haken bei {} wurde zurückgenommen" },
      due: { en: "It was time for {}", de: "Es war Zeit für {}" },
      streak_extended: { en: "The streak of {} grew", de: "Die Serie von {} wuchs" },
      streak_broken: { en: "The streak of {} broke", de: "Die Serie von {} riss" },
      frozen: { en: "A freeze saved the streak of {}", de: "Ein Joker rettete die Serie von {}" },
    },
  },
  focus: {
    events: {
      created: { en: "A focus session was noted", de: "Eine Fokuszeit wurde notiert" },
      updated: { en: "A focus session changed", de: "Eine Fokuszeit wurde geändert" },
      deleted: { en: "A focus session was deleted", de: "Eine Fokuszeit wurde gelöscht" },
      restored: { en: "A focus session is back", de: "Eine Fokuszeit ist wieder da" },
      started: { en: "Focused work began", de: "Konzentrierte Arbeit begann" },
      paused: { en: "Focused work was paused", de: "Konzentrierte Arbeit wurde unterbrochen" },
      resumed: { en: "Focused work went on", de: "Konzentrierte Arbeit ging weiter" },
      interrupted: { en: "Focused work was disturbed", de: "Konzentrierte Arbeit wurde gestört" },
      completed: { en: "A focus session was completed", de: "Eine Fokuszeit wurde vollendet" },
      abandoned: { en: "A focus session was abandoned", de: "Eine Fokuszeit wurde abgebrochen" },
      repeatedly_abandoned: {
        en: "Several focus sessions of a day were abandoned",
        de: "Mehrere Fokuszeiten eines Tages wurden abgebrochen",
      },
    },
  },
  streak: {
    events: {
      extended: { en: "A streak grew", de: "Eine Serie wuchs" },
      broken: { en: "A streak broke", de: "Eine Serie riss" },
    },
  },
  achievement: {
    events: { earned: { en: "An achievement was earned", de: "Ein Erfolg wurde erreicht" } },
  },
  day: {
    events: { ended: { en: "The day ended", de: "Der Tag ging zu Ende" } },
  },
} satisfies Sentences;

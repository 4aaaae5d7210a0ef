import type { Sentences } from "#console/frame/sentence.ts";

const changed = {
  updated: { en: "{} changed", de: "{} wurde geändert" },
  deleted: { en: "{} was deleted", de: "{} wurde gelöscht" },
  restored: { en: "{} is back", de: "{} ist wieder da" },
};

export default {
  task: {
    events: {
      ...changed,
      created: { en: "You noted {}", de: "{} notiert" },
      completed: { en: "{} is done", de: "{} ist erledigt" },
      reopened: { en: "{} is open again", de: "{} ist wieder offen" },
      scheduled: { en: "{} got a time", de: "{} hat eine Zeit bekommen" },
      overdue: { en: "{} is overdue", de: "{} ist überfällig" },
      input_needed: { en: "{} needs an answer", de: "{} braucht eine Antwort" },
      input_given: { en: "{} got its answer", de: "{} hat eine Antwort bekommen" },
    },
  },
  task_dependency: {
    events: {
      created: { en: "A task waits for another", de: "Eine Aufgabe wartet auf eine andere" },
      updated: { en: "What a task waits for changed", de: "Worauf eine Aufgabe wartet, wurde geändert" },
      deleted: { en: "A task waits no longer", de: "Eine Aufgabe wartet nicht mehr" },
    },
  },
  life_domain: {
    events: { ...changed, created: { en: "The area {} was made", de: "Der Bereich {} wurde angelegt" } },
  },
  goal: {
    events: {
      ...changed,
      created: { en: "{} became a goal", de: "{} wurde ein Ziel" },
      reached: { en: "{} is reached", de: "{} ist erreicht" },
    },
  },
  project: {
    events: { ...changed, created: { en: "The project {} began", de: "Das Projekt {} begann" } },
  },
  sprint: {
    events: {
      ...changed,
      created: { en: "{} was planned", de: "{} wurde geplant" },
      started: { en: "{} was started", de: "{} wurde begonnen" },
      completed: { en: "{} was completed", de: "{} wurde abgeschlossen" },
    },
  },
  todo_category: {
    events: { ...changed, created: { en: "The category {} was made", de: "Die Kategorie {} wurde angelegt" } },
  },
  todo_list: {
    events: { ...changed, created: { en: "The list {} was made", de: "Die Liste {} wurde angelegt" } },
  },
  todo_item: {
    events: { ...changed, created: { en: "{} was put on a list", de: "{} kam auf eine Liste" } },
  },
  content_item: {
    events: { ...changed, created: { en: "{} was planned", de: "{} wurde geplant" } },
  },
} satisfies Sentences;

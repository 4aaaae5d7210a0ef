import type { SaidWords } from "#console/words/said.ts";

export default {
  project_here: "Ein Projekt dieses Namens gibt es schon.",
  whole_missing: "Wozu es gehört, wurde nicht übernommen oder hier gelöscht.",
  todoist_no_text: "Die Aufgabe hat keinen Text.",
  todoist_indent: "Sie ist unter keiner Aufgabe eingerückt: INDENT zählt von 1 bis 5, immer um eins.",
  vikunja_project: "Ein Projekt hat keine ID oder keinen Titel.",
  vikunja_task: "Eine Aufgabe hat keine ID, keinen Titel oder Felder von anderer Form als die von Vikunja.",
  todoist_no_csv: "Es ist keine CSV-Datei darin: das ist keine Sicherung von Todoist.",
  vikunja_no_data: "Es ist keine data.json darin: das ist kein Export von Vikunja.",
  vikunja_too_large: "Ihre data.json hat entpackt mehr als {maxMb} MB, zu viel, um sie auf einmal zu lesen.",
  vikunja_subtasks: "Es sind mehr als {max} Unteraufgaben darin.",
} satisfies SaidWords;

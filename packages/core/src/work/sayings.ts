/** What importers of tasks say about rows and files. */
import { sayings } from "#kit/saying";

export const taskReasons = sayings({
  project_here: "There is a project of this name already.",
  whole_missing: "What it is part of was not taken in, or was deleted here.",
  todoist_no_text: "The task has no text.",
  todoist_indent: "It is indented below no task: INDENT counts from 1 to 5, and by one at a time.",
  vikunja_project: "A project has no id or no title.",
  vikunja_task: "A task has no id, no title, or fields of other forms than Vikunja's.",
});

export const taskErrors = sayings({
  todoist_no_csv: "There is no CSV file in it: this is no backup of Todoist.",
  vikunja_no_data: "There is no data.json in it: this is no export of Vikunja.",
  vikunja_too_large:
    "Its data.json has more than {maxMb} MB when it is unpacked, which is too much to be read at once.",
  vikunja_subtasks: "There are more than {max} subtasks in it.",
});

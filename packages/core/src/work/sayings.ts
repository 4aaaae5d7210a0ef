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

/** What is wrong with a field of something of work. */
export const workFields = sayings({
  leads_back_to_goal: "leads back to the goal",
  slug_of_another: "is that of another life domain",
  another_sprint: "must be another sprint",
  is_over: "is over",
  no_earlier_task: "names no task that an earlier operation creates",
  key_used: "is the key of an earlier operation",
  zone_of_rule: "is what the recurrence rule counts its days in",
  needs_start: "needs a scheduledStart",
  task_or_key: "must be the id of a task, or `$` and the key of an earlier operation",
  must_be_key: "must be 1 to 64 letters, digits, - or _",
});

/** Why something of work is not possible as it is. */
export const workRefusals = sayings({
  rate_of_owner: "What work on a project costs is seen and said by its owner alone.",
  task_at_version: "The task is at version {version}.",
  task_state: "The task is not in a state for this, or an earlier operation has changed it.",
  subtask_of_itself: "A task cannot be a subtask of itself or of a task below it.",
  goal_of_itself: "A goal cannot be part of itself, neither directly nor through others.",
  slug_taken: "You have a life domain with this slug.",
  shared_with_whole: "It is shared as what it is in; move it out of there first.",
  whole_deleted: "What this is a part of is deleted; restore that first.",
  of_two_people: "It would be part of what belongs to two different people.",
  reopen_first: "The task is completed; reopen it to give it another state.",
  task_completed: "The task is completed already.",
  task_blocked: "The task waits for others that are not completed.",
  task_not_completed: "Only a completed task can be reopened.",
  no_input_needed: "Only a task that needs input can be given an answer.",
  task_finished: "The task is completed or cancelled.",
  goal_rolled_up: "The progress of this goal is that of its children and tasks.",
  list_shared: "The list is shared, and so is what is in it; put it into another one to keep it to yourself.",
  sprint_completed: "The sprint is completed already.",
  sprint_not_planned: "Only a planned sprint can be started.",
  sprint_not_active: "Only an active sprint can be completed.",
  many_to_move: "At most {max} open tasks can be moved, and there are {open}.",
  sprint_over: "The sprint that the open tasks should go to is over.",
});

/** Why a task does not wait for another. */
export const dependencyRefusals = sayings({
  waits_for_itself: "A task cannot wait for itself.",
  wait_for_each_other: "The tasks would wait for each other.",
  waits_already: "The task waits for that one already.",
  waits_for_many: "A task waits for at most {max} others.",
});

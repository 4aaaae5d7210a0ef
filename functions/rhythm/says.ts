import type { Words } from "#contract/words.ts";

export default {
  about: "Routines that make tasks by the clock.",
  order: 50,
  fields: {
    cronExpression: "When it is due, in the five fields of crontab(5).",
    activities: "Templates of the tasks that every run makes.",
    offsetMinutes: "Minutes from the due time of the run to that of the task.",
    assigneeRotation: "The members who take turns.",
    catchUp: "Which runs are made up for that were missed: none, the latest or all.",
    nextRunAt: "When it is due next; null while it is paused.",
    lastRunAt: "When it was last due.",
    scheduledFor: "The time at which it was due.",
    localTime: "The same moment by the clock of the time zone.",
    "RhythmRoutine.name": "What the routine is called.",
    "RhythmRoutine.isActive": "False while it is paused.",
    "RhythmRoutineRuns.status": "What became of the run.",
    "RhythmRoutinePreview.data": "The next times, earliest first.",
    "activities.title": "The title that the task gets.",
    "activities.category": "The sort of task that it becomes.",
    "activities.labels": "The labels that the task gets.",
  },
  operations: {
    "rhythm.routines.preview": "The next ten times, or `count` of them, in the routine's time zone.",
    "rhythm.routines.resume": "It is next due by the clock from now on.",
    "rhythm.routines.runs": "Each time that it was due, what became of that, and the tasks that were made.",
  },
  parameters: {
    "rhythm.routines.preview.count": "How many times to answer, from 1 to 100.",
  },
  titles: [
    [/activit/i, "Water the plants"],
    [/routine/i, "Monday morning"],
  ],
} satisfies Words;

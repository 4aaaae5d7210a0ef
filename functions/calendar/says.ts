import type { Words } from "#contract/words.ts";

export default {
  about: "Calendars and their events, what others may read of them, and addresses that feed them.",
  order: 30,
  fields: {
    "CalendarFeed.name": "What you call the feed, and what programs that read it show.",
    "CalendarFeedCreate.name": "What you call the feed, and what programs that read it show.",
    "calendar.feeds.create.name": "What you call the feed, and what programs that read it show.",
    scope: "What the feed shows; all of your calendars unless said.",
    "scope.calendarIds": "The calendars that it shows.",
    "scope.includeTasks": "Whether it shows your tasks that are due and still to be done.",
    "scope.includeTimeBlocks": "Whether it shows your time blocks.",
    "scope.busyOnly": "Whether it says only when you are busy, and nothing of with what.",
    lastReadAt: "When a program last read it; null when none has.",
    revokedAt: "When its address was revoked; null while it opens the feed.",
    address: "The path at which the feed is read; only when it was just created.",
  },
  parameters: {
    "calendar.feeds.read.token": "The secret of the feed.",
  },
  examples: {
    address: "/v1/calendar/feeds/0197d5a4-7c1e-7000-8000-000000000000/feed.ics?token=4jXc",
  },
  titles: [[/feed/i, "For the family"]],
} satisfies Words;

export default {
  calendar: { title: "Calendar" },
  event: { title: "Event" },
  calendars: { title: "Calendars" },
  free: { title: "Who is free" },
};

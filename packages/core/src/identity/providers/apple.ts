/** Apple lets no server in: its data comes by files and addresses. */
import type { FileProvider } from "#core/identity/provider";

export const appleCalendar: FileProvider = {
  by: "files",
  name: "apple_calendar",
  title: "Apple Calendar",
  purpose: "Shows the events of your calendars.",
  how: "Share the calendar publicly in iCloud and subscribe to its address, or import the .ics file that Calendar exports.",
};

export const appleHealth: FileProvider = {
  by: "files",
  name: "apple_health",
  title: "Apple Health",
  purpose: "Takes over your health data.",
  how: "Export all health data on your iPhone (Health, your picture, Export All Health Data) and import the file export.zip.",
};

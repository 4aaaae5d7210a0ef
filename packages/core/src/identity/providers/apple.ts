/** Apple lets no server in: its data comes by files and addresses. */

import type { FileProvider } from "#core/identity/provider";
import { identityRefusals } from "#core/identity/sayings";

export const appleCalendar: FileProvider = {
  by: "files",
  name: "apple_calendar",
  title: "Apple Calendar",
  purpose: "Shows the events of your calendars.",
  how: identityRefusals("apple_calendar_by_files"),
};

export const appleHealth: FileProvider = {
  by: "files",
  name: "apple_health",
  title: "Apple Health",
  purpose: "Takes over your health data.",
  how: identityRefusals("apple_health_by_files"),
};

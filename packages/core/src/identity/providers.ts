/** All providers, in the order in which people are shown them. */
import type { Provider } from "#core/identity/provider";
import type { ProviderName } from "#core/identity/provider-names";
import { appleCalendar, appleHealth } from "#core/identity/providers/apple";
import { dropbox } from "#core/identity/providers/dropbox";
import { facebook } from "#core/identity/providers/facebook";
import { googleCalendar, googleDrive, googleFit } from "#core/identity/providers/google";
import { matrix } from "#core/identity/providers/matrix";
import { outlookCalendar } from "#core/identity/providers/outlook";
import { plaid } from "#core/identity/providers/plaid";
import { slack } from "#core/identity/providers/slack";

export const providers: Readonly<Record<ProviderName, Provider>> = {
  google_calendar: googleCalendar,
  outlook_calendar: outlookCalendar,
  apple_calendar: appleCalendar,
  plaid,
  google_drive: googleDrive,
  dropbox,
  slack,
  facebook,
  matrix,
  apple_health: appleHealth,
  google_fit: googleFit,
};

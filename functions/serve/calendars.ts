import { serve } from "#cloud/serve";
import * as calendar from "#functions/calendar/workflows";

/** Workflows that keep calendars as they are at their providers. */
export const calendars = serve("calendars", Object.values(calendar));

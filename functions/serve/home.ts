import { serve } from "#cloud/serve";
import * as household from "#functions/household/workflows";

/** What people who live together are reminded of. */
export const home = serve("home", Object.values(household));

import * as household from "#functions/household/workflows";
import { serve } from "#kit/serve";

/** What people who live together are reminded of. */
export const home = serve("home", Object.values(household));

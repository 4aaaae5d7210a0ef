import { serve } from "#cloud/serve";
import * as household from "#functions/household/workflows";

/** Workflows for households. */
export const home = serve("home", Object.values(household));

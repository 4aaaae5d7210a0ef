/** What happens at home. */
import * as z from "zod/mini";
import { crudEvents } from "#kit/event";

export const VendorEvents = crudEvents("household.vendor", { name: z.string() });
export const VendorAliasEvents = crudEvents("household.vendor_alias", { vendorId: z.guid() });

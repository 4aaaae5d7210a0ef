/** Plaid (https://plaid.com/docs/link/hosted-link): the person agrees on a page of theirs, and what came of it is asked afterwards. */
import type { LinkProvider } from "#core/identity/provider";

export const plaid: LinkProvider = {
  by: "link",
  name: "plaid",
  title: "Plaid",
  purpose: "Reads your bank accounts and what is booked on them.",
  syncedBy: "finance",
  client: { id: "PLAID_CLIENT_ID", secret: "PLAID_SECRET" },
  manageUrl: "https://my.plaid.com",
};

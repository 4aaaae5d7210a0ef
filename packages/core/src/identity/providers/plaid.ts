/** Plaid (https://plaid.com/docs/api/link): the client opens Link with a token of ours, and hands back the public token that it gets. */
import type { LinkProvider } from "#core/identity/provider";

export const plaid: LinkProvider = {
  by: "link",
  name: "plaid",
  title: "Plaid",
  purpose: "Reads your bank accounts and what is booked on them.",
  client: { id: "PLAID_CLIENT_ID", secret: "PLAID_SECRET" },
  manageUrl: "https://my.plaid.com",
};

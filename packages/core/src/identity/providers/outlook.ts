/**
 * Microsoft (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow), which recommends PKCE to clients with a secret as
 * well. Only with `offline_access` is there a refresh token.
 */
import { accountOfClaims, type OAuthProvider } from "#core/identity/provider";

/** Each refresh answers a new refresh token. There is no request that ends the access: people do so at `manageUrl`. */
export const outlookCalendar: OAuthProvider = {
  by: "oauth",
  name: "outlook_calendar",
  title: "Outlook Calendar",
  purpose: "Reads and changes your calendars and their events.",
  client: { id: "MICROSOFT_CLIENT_ID", secret: "MICROSOFT_CLIENT_SECRET" },
  authorizeUrl: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
  tokenUrl: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
  scopes: ["openid", "email", "profile", "offline_access", "https://graph.microsoft.com/Calendars.ReadWrite"],
  authorizeParameters: { prompt: "select_account" },
  account: accountOfClaims,
  manageUrl: "https://account.live.com/consent/Manage",
};

/**
 * Dropbox (https://www.dropbox.com/developers/documentation/http/documentation#authorization, and for refresh tokens
 * https://dropbox.tech/developers/using-oauth-2-0-with-offline-access). Access tokens last four hours. A refresh answers no new refresh
 * token: the first one stays until the access is revoked, which any access token of it does. Dropbox's own libraries take either the secret of
 * a client or PKCE, and not both.
 */
import { type OAuthProvider, Refusal } from "#core/identity/provider";

export const dropbox: OAuthProvider = {
  by: "oauth",
  name: "dropbox",
  title: "Dropbox",
  purpose: "Reads your files.",
  client: { id: "DROPBOX_CLIENT_ID", secret: "DROPBOX_CLIENT_SECRET" },
  authorizeUrl: "https://www.dropbox.com/oauth2/authorize",
  tokenUrl: "https://api.dropboxapi.com/oauth2/token",
  withoutPkce: true,
  scopes: ["account_info.read", "files.metadata.read", "files.content.read"],
  authorizeParameters: { token_access_type: "offline" },
  account(_, { account_id: id }) {
    if (typeof id !== "string") throw new Refusal("no_account");
    return { id };
  },
  revoke: ({ accessToken }) => ({
    what: "the end of the access",
    method: "POST",
    url: "https://api.dropboxapi.com/2/auth/token/revoke",
    headers: { authorization: `Bearer ${accessToken}` },
    isRepeatable: true,
  }),
  manageUrl: "https://www.dropbox.com/account/connected_apps",
};

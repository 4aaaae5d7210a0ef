/**
 * Facebook (https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow). It has no refresh tokens: the first token is
 * exchanged for one of about sixty days, after which the person connects again (https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived).
 * PKCE is a part of its OpenID Connect alone, which is still in testing (https://developers.facebook.com/documentation/facebook-login/guides/advanced/oidc-token).
 */
import { type OAuthProvider, Refusal } from "#core/identity/provider";

const GRAPH = "https://graph.facebook.com/v23.0";

export const facebook: OAuthProvider = {
  by: "oauth",
  name: "facebook",
  title: "Facebook",
  purpose: "Reads your profile.",
  client: { id: "FACEBOOK_CLIENT_ID", secret: "FACEBOOK_CLIENT_SECRET" },
  authorizeUrl: "https://www.facebook.com/v23.0/dialog/oauth",
  tokenUrl: `${GRAPH}/oauth/access_token`,
  withoutPkce: true,
  scopes: ["public_profile", "email"],
  scopeParameter: { name: "scope", separator: "," },
  lasting: (client, { accessToken }) => ({
    what: "a token that lasts",
    method: "POST",
    url: `${GRAPH}/oauth/access_token`,
    form: {
      grant_type: "fb_exchange_token",
      client_id: client.id,
      client_secret: client.secret,
      fb_exchange_token: accessToken,
    },
    isRepeatable: true,
  }),
  account: ({ accessToken }) => ({
    url: `${GRAPH}/me?fields=id,name`,
    headers: { authorization: `Bearer ${accessToken}` },
    read({ id, name }) {
      if (typeof id !== "string") throw new Refusal("no_account");
      return { id, ...(typeof name === "string" && { name }) };
    },
  }),
  revoke: ({ accessToken }) => ({
    what: "the end of the access",
    method: "DELETE",
    url: `${GRAPH}/me/permissions`,
    headers: { authorization: `Bearer ${accessToken}` },
  }),
  manageUrl: "https://www.facebook.com/settings/?tab=applications",
};

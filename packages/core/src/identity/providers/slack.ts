/**
 * Slack (https://docs.slack.dev/authentication/installing-with-oauth). A refusal has status 200 and `ok: false`; the person's own token is
 * under `authed_user`, and lasts unless the app rotates its tokens: then it ends after twelve hours, and each refresh token counts once
 * (https://docs.slack.dev/authentication/using-token-rotation). PKCE is for apps that have given up their secret for it
 * (https://docs.slack.dev/authentication/using-pkce).
 */
import * as z from "zod/mini";
import { type Answer, type OAuthProvider, Refusal, type Tokens, tokensOf } from "#core/identity/provider";

const Access = z.object({
  ok: z.boolean(),
  error: z.nullish(z.string()),
  authed_user: z.nullish(z.looseObject({ id: z.nullish(z.string()) })),
  team: z.nullish(z.object({ id: z.string(), name: z.nullish(z.string()) })),
});

export const slack: OAuthProvider = {
  by: "oauth",
  name: "slack",
  title: "Slack",
  purpose: "Sends messages as you.",
  client: { id: "SLACK_CLIENT_ID", secret: "SLACK_CLIENT_SECRET" },
  authorizeUrl: "https://slack.com/oauth/v2/authorize",
  tokenUrl: "https://slack.com/api/oauth.v2.access",
  withoutPkce: true,
  scopes: ["chat:write", "users:read"],
  scopeParameter: { name: "user_scope", separator: "," },
  tokens: readTokens,
  account(_, answer) {
    const { authed_user: user, team } = Access.parse(answer);
    if (!user?.id || !team) throw new Refusal("no_account");
    return { id: `${team.id}:${user.id}`, ...(team.name && { name: team.name }) };
  },
  revoke: ({ accessToken }) => ({
    what: "the end of the access",
    method: "POST",
    url: "https://slack.com/api/auth.revoke",
    headers: { authorization: `Bearer ${accessToken}` },
    isRepeatable: true,
    returns: z.object({ ok: z.literal(true) }),
  }),
  manageUrl: "https://slack.com/apps/manage",
};

/** A refresh answers the token at the top, the first exchange under `authed_user`. */
function readTokens(answer: Answer): Tokens {
  const { ok, error, authed_user: user } = Access.parse(answer);
  if (!ok) throw new Refusal(isOver(error) ? "invalid_grant" : (error ?? "unknown"));
  return tokensOf(typeof user?.access_token === "string" ? user : answer);
}

const isOver = (error: string | null | undefined) =>
  ["invalid_code", "code_already_used", "invalid_refresh_token", "token_revoked", "token_expired"].includes(
    error ?? "",
  );

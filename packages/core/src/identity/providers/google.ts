/** Google (https://developers.google.com/identity/protocols/oauth2/web-server). */
import { accountOfClaims, type OAuthProvider } from "#core/identity/provider";

/** What all of Google's have in common. A refresh answers no new refresh token: the first one stays. */
const google = {
  by: "oauth",
  client: { id: "GOOGLE_CLIENT_ID", secret: "GOOGLE_CLIENT_SECRET" },
  authorizeUrl: "https://accounts.google.com/o/oauth2/v2/auth",
  tokenUrl: "https://oauth2.googleapis.com/token",
  // Only with both does Google give a refresh token to somebody who has agreed before.
  authorizeParameters: { access_type: "offline", prompt: "consent" },
  account: accountOfClaims,
  revoke: ({ accessToken, refreshToken }) => ({
    what: "the end of the access",
    method: "POST",
    url: "https://oauth2.googleapis.com/revoke",
    form: { token: refreshToken ?? accessToken },
    isRepeatable: true,
  }),
  manageUrl: "https://myaccount.google.com/connections",
} as const satisfies Partial<OAuthProvider>;

export const googleCalendar: OAuthProvider = {
  ...google,
  name: "google_calendar",
  title: "Google Calendar",
  purpose: "Reads and changes your calendars and their events.",
  syncedBy: "calendar",
  scopes: ["openid", "email", "https://www.googleapis.com/auth/calendar"],
};

export const googleDrive: OAuthProvider = {
  ...google,
  name: "google_drive",
  title: "Google Drive",
  purpose: "Reads your files.",
  scopes: ["openid", "email", "https://www.googleapis.com/auth/drive.readonly"],
};

/** Google takes no new clients of this API since May 2024; it is for those who have one. */
export const googleFit: OAuthProvider = {
  ...google,
  name: "google_fit",
  title: "Google Fit",
  purpose: "Reads your activity, body measurements and sleep.",
  scopes: [
    "openid",
    "email",
    "https://www.googleapis.com/auth/fitness.activity.read",
    "https://www.googleapis.com/auth/fitness.body.read",
    "https://www.googleapis.com/auth/fitness.sleep.read",
  ],
};

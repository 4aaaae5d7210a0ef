/** The settings of LifeOS on one machine alone. */
import { formSayings } from "#cloud/sayings";
import { given, isHttp, type Setting, setting, wholeNumber } from "#cloud/setting";
import { consoleSignIn } from "../../console/sign-in.ts";
import { trustedProxies } from "./proxies.ts";

export const port = wholeNumber(1, 65_534);

export const settings: readonly Setting[] = [
  setting("PORT", port, { ofStart: true }),
  setting("CORS_ORIGINS", {
    must: formSayings("origins", { example: "https://life.example" }),
    isRight: (value) => value.split(",").every((one) => isOrigin(one.trim())),
  }),
  setting("TRUSTED_PROXIES", {
    must: formSayings("proxies"),
    isRight: isProxies,
  }),
  // How people sign in to the console, where OIDC_ISSUERS names somebody else's issuer.
  setting("CONSOLE_OIDC", consoleSignIn, { ofStart: true }),
  // The folder in which npm was called.
  given("INIT_CWD", { ofStart: true }),
];

function isOrigin(value: string): boolean {
  return isHttp(value) && new URL(value).origin === value;
}

function isProxies(value: string): boolean {
  try {
    trustedProxies(value);
    return true;
  } catch {
    return false;
  }
}

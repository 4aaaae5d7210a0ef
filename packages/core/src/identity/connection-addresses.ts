/** Where providers send browsers back to, and where those go on. `refreshSettings` is to be called before any of these. */

import * as z from "zod/mini";
import { identityFields } from "#core/identity/sayings";
import { settingOf } from "#core/platform/system-settings";
import { NotConfigured, wrongInput } from "#kit/problem";

const ReturnUrls = z.array(z.string());

const CALLBACK = "/v1/identity/connections/callback";
/** The console's page of connections. */
const PAGE = "/console/identity/connections";
/** The console's pages at which a connection is begun. */
const PAGES = [PAGE, "/console/finance/accounts"];

/** The address of the callback, which has to be registered with each provider as it is. Throws NotConfigured. */
export const redirectUri = (): string => new URL(CALLBACK, publicUrl()).href;

/** The console's page. Throws NotConfigured. */
export const defaultReturn = (): string => new URL(PAGE, publicUrl()).href;

/** The address if it is one of the allow-list, character by character; the console's page unless given. Throws InvalidInput, NotConfigured. */
export function checkedReturn(returnTo: string | undefined): string {
  if (returnTo === undefined) return defaultReturn();
  if (isAllowedReturn(returnTo)) return returnTo;
  throw wrongInput("#/returnTo", identityFields("must_be_return"));
}

export function isAllowedReturn(url: string): boolean {
  const [own, further] = [settingOf("PUBLIC_URL"), settingOf("CONNECTION_RETURN_URLS")];
  const isOwn = own !== undefined && PAGES.some((page) => url === new URL(page, own).href);
  return isOwn || (further !== undefined && ReturnUrls.parse(JSON.parse(further)).includes(url));
}

function publicUrl(): string {
  const url = settingOf("PUBLIC_URL");
  if (!url) throw NotConfigured("PUBLIC_URL is not set, so providers would not know where to send people back to.");
  return url;
}

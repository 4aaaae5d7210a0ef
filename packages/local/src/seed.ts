/** A demo life: a person, and a few weeks of what such a person would have recorded. The same at every run, but for the dates. */

import { provision } from "#core/identity/provision";
import { speakAsService } from "#kit/speak";
import type { Cloud } from "./cloud.ts";

export const DEMO_USER = { sub: "demo", email: "demo@lifeos.localhost", name: "Demo", zoneinfo: "Europe/Berlin" };

/** Fills an empty installation; answers whether it did. */
export async function seedDemoLife(cloud: Cloud): Promise<boolean> {
  const session = speakAsService("api");
  await provision(session.ctx, {
    subject: `${cloud.issuer.url}|${DEMO_USER.sub}`,
    email: DEMO_USER.email,
    name: DEMO_USER.name,
    timezone: DEMO_USER.zoneinfo,
  });
  return false;
}

/**
 * The addresses of scripts that a worker is made of. Trusted Types refuse every other one: the policy of the page names this one policy, and a name can
 * be used only once.
 */
import sha256Worker from "./sha256.worker.ts?worker&url";

const SERVICE_WORKER = `${import.meta.env.BASE_URL}sw.js`;
const KNOWN: readonly string[] = [SERVICE_WORKER, sha256Worker];

interface Policy {
  createScriptURL: (address: string) => unknown;
}
interface TrustedTypes {
  createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => Policy;
}
let made: Policy | undefined;

export const serviceWorkerAddress = (): string => trusted(SERVICE_WORKER);
export const sha256WorkerAddress = (): string => trusted(sha256Worker);

function trusted(address: string): string {
  // TypeScript's library has no Trusted Types, nor have all browsers.
  const { trustedTypes } = window as unknown as { trustedTypes?: TrustedTypes };
  made ??= trustedTypes?.createPolicy("lifeos", {
    createScriptURL(asked) {
      if (!KNOWN.includes(asked)) throw new TypeError("Only the console's own workers are loaded by their address.");
      return asked;
    },
  });
  // The types of the DOM know the plain text only.
  return (made?.createScriptURL(address) ?? address) as string;
}

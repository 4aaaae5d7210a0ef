/** A browser with somebody signed in to the console, for its tests and for the pictures of its pages. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { createLife, type Life } from "#client";
import { PATIENCE_MS } from "#testing/patience";

export interface Browsing {
  page: Page;
  /** Opens a page of the console, signed in, and waits until it shows: `open("work/tasks?status=done")`. */
  open: (path: string) => Promise<void>;
  /** Calls the API as the same person, as if on another device. */
  life: Life;
  /** A token of the person. */
  token: string;
  email: string;
  context: BrowserContext;
  /** Where the cloud is. */
  url: string;
  /** Waits until nothing is on its way any more. */
  settled: () => Promise<void>;
  /** What axe finds on the page as it is: a line each; nothing is what is wanted. */
  axe: () => Promise<string[]>;
  /** For tests that make the page complain: what it may say. */
  expectComplaint: (text: RegExp) => void;
}

export interface BrowseOptions {
  /** A person of the test's own unless said. The demo person is shared by all tests: look, but change nothing. */
  as?: "demo" | "administrator";
  /** Of the person's own, when they are there already. */
  email?: string;
  /** `phone` is 390 × 844 with touch. */
  size?: Size;
  theme?: "light" | "dark";
  /** Of the person's profile: `de-DE`. */
  locale?: string;
  /** Texts that were never translated show: see packages/console/src/words/words.ts. */
  isPseudo?: boolean;
  prefersReducedMotion?: boolean;
  /** Whether the console may keep its files for a time without a connection; it loads them once more for that. */
  hasServiceWorker?: boolean;
}

export type Size = "phone" | "wide";
export const sizes = { phone: { width: 390, height: 844 }, wide: { width: 1440, height: 900 } } as const;

/** IANA; the demo person's. */
const ZONE = "Europe/Berlin";

/** A browser context with somebody signed in to it; also what takes the pictures uses it. */
export async function openSession(browser: Browser, url: string, options: BrowseOptions) {
  const { size = "wide", theme = "light", locale = "en-GB" } = options;
  const context = await browser.newContext({
    viewport: sizes[size],
    hasTouch: size === "phone",
    isMobile: size === "phone",
    colorScheme: theme,
    locale,
    timezoneId: ZONE,
    serviceWorkers: options.hasServiceWorker ? "allow" : "block",
    reducedMotion: options.prefersReducedMotion ? "reduce" : "no-preference",
    baseURL: url,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const { complaints, expectComplaint } = await listen(context);
  const { token, email } = await signIn(context, url, options);
  if (options.isPseudo)
    await context.addInitScript(() => {
      // A frame without an origin of its own has no storage.
      if (origin !== "null") sessionStorage.setItem("lifeos.language", "qps");
    });
  const page = await context.newPage();
  const life = createLife({ baseUrl: url, token });
  if (options.locale) await life.identity.me.update({ body: { locale: options.locale } });
  const open = async (path: string) => {
    await page.goto(`/console/${path}`);
    await page.locator("main#content h1").first().waitFor();
  };
  const browsing: Browsing = {
    page,
    open,
    life,
    token,
    email,
    context,
    url,
    settled: () => settled(page),
    axe: () => axe(page),
    expectComplaint,
  };
  return { browsing, complaints, close: () => context.close() };
}

/** Notes whatever a page does that it should not. */
export async function listen(context: BrowserContext) {
  const found: string[] = [];
  const expected: RegExp[] = [];
  const complain = (text: string) => void found.push(text);
  await context.exposeBinding("reportViolation", (_, text: string) => complain(`policy: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) => {
      const { reportViolation } = window as unknown as { reportViolation: (text: string) => void };
      reportViolation(`${effectiveDirective} ${blockedURI} in ${sourceFile}`);
    });
  });
  context.on("weberror", (error) => complain(`error: ${error.error().message}`));
  context.on("console", (message) => {
    // Refused requests are tested by what the page shows; whether a preloaded file is used in time depends on the machine.
    if (/^Failed to load resource|^Service Worker registration blocked|preload/.test(message.text())) return;
    if (message.type() === "error" || message.type() === "warning") complain(`${message.type()}: ${message.text()}`);
  });
  return {
    complaints: () => found.filter((text) => !expected.some((one) => one.test(text))),
    expectComplaint: (text: RegExp) => void expected.push(text),
  };
}

/** As somebody who clicked on the issuer's page: it knows them by its cookie from then on. */
async function signIn(
  context: BrowserContext,
  url: string,
  { as, email: given = `${randomUUID()}@example.com` }: BrowseOptions,
): Promise<{ token: string; email: string }> {
  const who = {
    demo: { sub: "demo", email: "demo@lifeos.localhost" },
    administrator: { sub: "administrator", email: "administrator@lifeos.localhost" },
  } as const;
  const email = as ? who[as].email : given;
  const query = new URLSearchParams({
    client_id: "lifeos-console",
    redirect_uri: `${url}/console/silent`,
    response_type: "code",
    code_challenge: "none",
    code_challenge_method: "S256",
  });
  const form: Record<string, string> = { as: as ?? "email", email };
  await context.request.post(`${url}/_local/issuer/authorize?${query}`, { form, maxRedirects: 0 });
  const body = JSON.stringify({ email, sub: as ? who[as].sub : email });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/_local/issuer/token`, { method: "POST", headers, body });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { token, email };
}

/** Skeletons say that they are busy; what moves has come to rest. */
async function settled(page: Page): Promise<void> {
  await page.locator(".skeleton, [aria-busy=true]").first().waitFor({ state: "detached" });
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.all(ending.map(({ finished }) => finished.catch(() => {})));
  });
}

const axeSource = () => readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let axeCode: string | undefined;

/** WCAG 2.2 A and AA, and what axe holds to be good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function axe(page: Page): Promise<string[]> {
  axeCode ??= axeSource();
  // By the protocol, which no policy of the page holds for.
  await page.evaluate(axeCode);
  return page.evaluate(async (tags) => {
    interface Axe {
      run: (
        root: Document,
        options: object,
      ) => Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>;
    }
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, {
      // The frame of a mail takes no messages from the page, and is looked at as a page of its own.
      iframes: false,
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = "" }) => `${id}: ${target.join(" ")}: ${failureSummary.split("\n")[1] ?? ""}`,
      ),
    );
  }, TAGS);
}

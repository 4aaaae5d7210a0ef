/**
 * The session of the person who is signed in. The token is kept in this module's memory only. When it expires, requests wait for a new one and the
 * page stays as it is. localStorage keeps only the profile, so that kept pages can be shown without a connection.
 */
import { useSyncExternalStore } from "react";
import { configuration } from "./configuration.ts";
import {
  endSessionAddress,
  isSameSite,
  leaveToSignIn,
  refresh,
  renewInFrame,
  returnFromSignIn,
  signInByPopup,
  type Tokens,
} from "./sign-in.ts";

/**
 * `out`: nobody is signed in. `in`: the token is good. `expired`: it ended and could not be renewed quietly; the page stays, and a
 * bar offers to sign in. `away`: there is no connection, and the last person's kept pages are shown.
 */
export type SessionState = "starting" | "out" | "in" | "expired" | "away";

export interface Session {
  state: SessionState;
  me: Person | undefined;
  signIn: () => Promise<void>;
  signOut: () => Promise<void>;
}

export interface Person {
  id: string;
  name: string | null;
  email: string;
  role: "user" | "admin";
  tier: string;
  timezone: string;
  locale: string | null;
}

const LAST = "lifeos.person";
/** Whose tokens this page has, as the issuer names them. */
let subject: string | undefined;
/** In sessionStorage: this tab was signed out, and asks the issuer again only when its person wants to. */
const SIGNED_OUT = "lifeos.signed-out";
const RENEW_AT = 0.8;

let tokens: Tokens | undefined;
let session: { state: SessionState; me: Person | undefined } = { state: "starting", me: undefined };
let renewing: Promise<string | undefined> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
/** Whose tabs are signed out, as the issuer names them; told to all tabs of this browser. */
let signOuts: BroadcastChannel | undefined;

/** Signs in without asking anybody, when that can be. Resolves to where the person wanted to go when they come from the issuer's page. */
export async function startSession(): Promise<{ returnTo?: string; problem?: string }> {
  const { signIn } = configuration();
  if (!signIn) return { problem: setState("out") };
  listenForSignOut();
  if (location.pathname === `${import.meta.env.BASE_URL}callback`) return comeBack();
  if (sessionStorage.getItem(SIGNED_OUT)) return { problem: setState("out") };
  await enterQuietly();
  return {};
}

/** By the session that the issuer remembers, when the issuer can be reached and its cookies reach it from here. */
async function enterQuietly(): Promise<void> {
  if (!navigator.onLine) return setState("away");
  try {
    if (!isSameSite()) return setState("out");
    await keep(await renewInFrame());
  } catch (error) {
    // What `fetch` throws when nobody answers.
    setState(error instanceof TypeError ? "away" : "out");
  }
}

/** Looks whether there is a connection again; for whoever was shown their kept pages meanwhile. */
export async function comeHome(): Promise<void> {
  if (session.state === "away") await enterQuietly();
}

async function comeBack(): Promise<{ returnTo?: string; problem?: string }> {
  try {
    const { tokens: given, returnTo } = await returnFromSignIn();
    await keep(given);
    return { returnTo };
  } catch (error) {
    setState("out");
    return { returnTo: import.meta.env.BASE_URL, problem: (error as Error).message };
  }
}

/** Called once the API has said who the token is for. */
export function setPerson(me: Person): void {
  localStorage.setItem(LAST, JSON.stringify({ ...me, subject }));
  session = { ...session, me };
  tell();
}

/** Who was signed in last on this machine; their kept pages may be shown without a connection. */
export function lastPerson(): (Person & { subject?: string }) | undefined {
  try {
    return (JSON.parse(localStorage.getItem(LAST) ?? "null") as (Person & { subject?: string }) | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether the token, if there is one, is of who was signed in last on this machine. */
export function isOfLastPerson(): boolean {
  const last = lastPerson();
  return last !== undefined && (subject === undefined || last.subject === subject);
}

/** Shows the last person's kept pages until there is a connection. */
export function goAway(): void {
  const last = lastPerson();
  subject ??= last?.subject;
  session = { state: "away", me: session.me ?? last };
  tell();
}

/** The id of the account that answers belong to; a part of every query's key. */
export const account = (): string | undefined => session.me?.id;

/** The token to send; undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (tokens && tokens.expiresAt <= Date.now()) return renewAfter(tokens.accessToken);
  return tokens?.accessToken;
}

/**
 * A newer token than `used`, which was refused or has ended; undefined when there is none to be had without the person. However many ask,
 * it is renewed once.
 */
export async function renewAfter(used: string | undefined): Promise<string | undefined> {
  if (tokens && tokens.accessToken !== used) return tokens.accessToken;
  if (!tokens) return undefined;
  renewing ??= renew().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

/** One tab after the other, since a refresh token that rotates is good once. */
async function renew(): Promise<string | undefined> {
  return navigator.locks.request("lifeos.renew", async () => {
    const ways = [
      ...(isSameSite() ? [renewInFrame] : []),
      ...(tokens?.refreshToken ? [() => refresh(tokens!.refreshToken!)] : []),
    ];
    for (const way of ways) {
      try {
        const given = await way();
        // Somebody may have signed out while it was on its way.
        return tokens && keep(given);
      } catch {
        // The next way may still work.
      }
    }
    if (session.state === "in") setState("expired");
    return undefined;
  });
}

/** From a click. When a page is open already it stays, and the issuer gets a window of its own. */
export async function signIn(): Promise<void> {
  if (session.me === undefined) await leaveToSignIn();
  else await keep(await signInByPopup());
}

/** Signs out in every tab that shows this person. */
export async function signOut(): Promise<void> {
  const idToken = tokens?.idToken;
  signOuts?.postMessage(subject);
  await forgetPerson();
  const there = await endSessionAddress(idToken).catch(() => undefined);
  location.assign(there ?? import.meta.env.BASE_URL);
}

/** A sign-out in another tab. That tab ends the issuer's session; until it has, asking the issuer would sign this one in again. */
function listenForSignOut(): void {
  signOuts = new BroadcastChannel(SIGNED_OUT);
  signOuts.onmessage = async ({ data }: MessageEvent<string | undefined>) => {
    if (session.me === undefined || data !== subject) return;
    await forgetPerson();
    location.assign(import.meta.env.BASE_URL);
  };
}

/** Forgets token, kept pages and drafts. Changes that still wait stay for their next sign-in. */
async function forgetPerson(): Promise<void> {
  tokens = undefined;
  clearTimeout(timer);
  setState("out");
  localStorage.removeItem(LAST);
  sessionStorage.clear();
  sessionStorage.setItem(SIGNED_OUT, "yes");
  for (const forget of forgetting) await forget();
}

const forgetting = new Set<() => void | Promise<void>>();

/** Runs at sign-out, for whatever keeps something of a person. */
export function atSignOut(forget: () => void | Promise<void>): void {
  forgetting.add(forget);
}

/** Resolves once somebody is signed in; at once when somebody is. */
export function signedIn(): Promise<void> {
  if (session.state === "in") return Promise.resolve();
  return new Promise((resolve) => {
    const listener = () => {
      if (session.state !== "in") return;
      listeners.delete(listener);
      resolve();
    };
    listeners.add(listener);
  });
}

/** Takes new tokens. A page that shows somebody's data takes none of somebody else's: it begins anew, as theirs. */
function keep(given: Tokens): Promise<string> {
  if (subject !== undefined && given.subject !== undefined && given.subject !== subject) return beginAnew();
  subject = given.subject ?? subject;
  tokens = given;
  sessionStorage.removeItem(SIGNED_OUT);
  clearTimeout(timer);
  timer = setTimeout(() => void renewAfter(given.accessToken), Math.min(given.lifetimeMs * RENEW_AT, 2 ** 31 - 1));
  setState("in");
  return Promise.resolve(given.accessToken);
}

/** Never resolves, so that nothing that waits for a token is sent in the name of another person. */
function beginAnew(): Promise<never> {
  tokens = undefined;
  location.assign(import.meta.env.BASE_URL);
  return new Promise(() => {});
}

function setState(state: SessionState): undefined {
  if (session.state === state) return;
  session = { ...session, state };
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const sessionNow = () => session;
export const onSession = subscribe;

export function useSession(): Session {
  const now = useSyncExternalStore(subscribe, sessionNow);
  return { ...now, signIn, signOut };
}

/** People who sign in, their settings, their personas, and their dependents. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { files } from "#core/knowledge/files.sql";
import { freeForm } from "#core/platform/free-form";
import { wholePlace } from "#core/platform/places";
import {
  asciiCaseless,
  bigint,
  boolean,
  day,
  encrypted,
  id,
  instant,
  integer,
  json,
  numeric,
  oneOf,
  strings,
  text,
  time,
  uuid,
  versioned,
  zone,
} from "#kit/columns";
import { custom, ME, owned, service, timestamps } from "#kit/table";

export const userRoles = ["user", "admin"] as const;
export const tiers = ["free", "starter", "pro", "team", "enterprise"] as const;

// A deleted account keeps its subject and address for the period of grace, so that signing in again finds it.
export const users = custom(
  "users",
  {
    id: id(),
    authSubject: text(255).notNull().unique(),
    email: asciiCaseless(320, { format: "email" }).notNull().unique(),
    /** Not in use any more: see `verified_addresses`. */
    emailVerifiedAt: instant(),
    name: text(200),
    avatarUrl: text(2000, { format: "url" }),
    timezone: zone().notNull().default("UTC"),
    locale: text(35),
    role: oneOf(...userRoles)
      .notNull()
      .default("user"),
    tier: oneOf(...tiers)
      .notNull()
      .default("free"),
    onboardingCompletedAt: instant(),
    /** Tokens that an issuer made before this are refused: an administrator has ended the person's sessions. */
    tokensValidFrom: instant(),
    /** How many changes a minute the person may make; what their tier allows unless set. */
    changesPerMinute: integer({ min: 1, max: 1_000_000 }),
    ...versioned(),
    deletedAt: instant(),
    ...timestamps(),
  },
  { read: (row) => `${row}.id = ${ME}`, update: `users.id = ${ME}` },
);

/**
 * The person to whom an issuer last attributed an address, and when: the time at which it made the token, because a token may be
 * presented later. Former addresses of a person are kept as well, so that no older token brings them back.
 */
export const verifiedAddresses = service(
  "verified_addresses",
  {
    email: asciiCaseless(320).primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    verifiedAt: instant().notNull(),
  },
  (t) => [index("verified_addresses_user").on(t.userId, t.verifiedAt)],
);

export const agentPreferencesSchema = freeForm(10_000);

export const userSettings = custom(
  "user_settings",
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    theme: oneOf("system", "light", "dark").notNull().default("system"),
    accentColorHex: text(7, { format: "color" }),
    density: oneOf("comfortable", "compact").notNull().default("comfortable"),
    keyboardShortcuts: boolean().notNull().default(true),
    pomodoroMinutes: integer({ min: 1, max: 1_440 }).notNull().default(25),
    peakHoursStart: time().notNull().default("09:00"),
    peakHoursEnd: time().notNull().default("12:00"),
    workdayStart: time().notNull().default("08:00"),
    workdayEnd: time().notNull().default("18:00"),
    /** The first day of a calendar's week, and of what is to be done several times a week. */
    weekStart: oneOf("monday", "saturday", "sunday").notNull().default("monday"),
    /** Until this time of night a day goes on: what is done by then counts for it. */
    dayStart: time().notNull().default("00:00"),
    maxFocusHours: numeric({ min: 0, max: 24 }).notNull().default(6),
    meetingBufferMinutes: integer({ min: 0, max: 1_440 }).notNull().default(15),
    aiFeaturesEnabled: boolean().notNull().default(false),
    /** The pillars whose days may be looked at for what goes together; none as long as nobody has said so. */
    correlationPillars: strings(20, 40).notNull().default(sql`'{}'`),
    /** The pillars of which a model may read, in the same way. */
    aiPillars: strings(20, 40).notNull().default(sql`'{}'`),
    /** A model may read what is encrypted here as well, of these pillars. */
    aiSealed: boolean().notNull().default(false),
    agentPreferences: json(agentPreferencesSchema).notNull().default(sql`'{}'`),
    /** What the entries of the ledger come to: what calls under way hold is not in it. */
    currentTokenBalance: bigint().notNull().default(0),
    /** When the person was last told that there are too few tokens left; null once they have got more. */
    tokensExhaustedAt: instant(),
    defaultLatitude: numeric({ min: -90, max: 90, pair: "defaultLongitude" }),
    defaultLongitude: numeric({ min: -180, max: 180 }),
    matrixHomeserverUrl: text(2000, { format: "url" }),
    matrixDeviceId: encrypted(500),
    ...versioned(),
    ...timestamps(),
  },
  {
    read: (row) => `${row}.user_id = ${ME}`,
    insert: `user_settings.user_id = ${ME}`,
    update: `user_settings.user_id = ${ME}`,
  },
  () => [
    check("user_settings_place_check", wholePlace("default_")),
    check("user_settings_day_start_check", sql`day_start between '00:00' and '06:00'`),
  ],
);

/** The pillars that measure days: those with a `daily-measures.ts`, which a test compares. */
export const correlationPillars = ["finance", "health", "knowledge", "people", "rhythm", "work"] as const;

export const personaPreferencesSchema = freeForm(10_000);

export const personas = owned(
  "personas",
  {
    name: text(100).notNull(),
    description: text(2000),
    /** The person's own words about how to answer. */
    instructions: text(2000),
    /** The only pillars that may be read; all unless it says some. */
    pillars: strings(20, 40),
    isDefault: boolean().notNull().default(false),
    preferences: json(personaPreferencesSchema).notNull().default(sql`'{}'`),
    ...versioned(),
  },
  (t) => [
    index("personas_user").on(t.userId, sql`id`),
    uniqueIndex("personas_default").on(t.userId).where(sql`is_default and deleted_at is null`),
  ],
  { private: true },
);

/** Children and others without an account of their own. */
export const dependents = owned(
  "dependents",
  {
    name: text(200).notNull(),
    birthDate: day(),
    photoFileId: uuid().references(() => files.id, { onDelete: "set null" }),
    ...versioned(),
  },
  (t) => [index("dependents_user").on(t.userId, sql`id`), index("dependents_photo_file").on(t.photoFileId)],
  { title: "name" },
);

/** Rules that change transactions, what was changed by applying one to the past, and rules that are proposed. */
import { sql } from "drizzle-orm";
import { check, index, unique } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { budgetCategories } from "#core/finance/budgets.sql";
import { vendors } from "#core/household/vendors.sql";
import { boolean, instant, integer, json, oneOf, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";
import { Currency, Day, Text } from "#kit/wire";

const MAX_CENTS = 10_000_000_000_000;
const Cents = z.int().check(z.gte(-MAX_CENTS), z.lte(MAX_CENTS));

/** An id within JSON, where no type of column sees to it that ids which mean the same are the same. */
const Id = z.guid().check(z.toLowerCase());

/** A text that is absent meets no condition. Texts are compared without regard to upper and lower case. */
const ofText = z.strictObject({
  field: z.enum(["merchantName", "description", "notes"]),
  operator: z.enum(["is", "contains", "starts_with", "ends_with", "matches"]),
  value: Text(200, 1),
});
/** Minor units, negative when spent. */
const ofAmount = z.strictObject({
  field: z.literal("amountCents"),
  operator: z.enum(["is", "at_most", "at_least"]),
  value: Cents,
});
/** Both bounds count, whichever of them is named first. */
const ofAmounts = z.strictObject({
  field: z.literal("amountCents"),
  operator: z.literal("between"),
  values: z.array(Cents).check(z.minLength(2), z.maxLength(2)),
});
const ofDate = z.strictObject({
  field: z.literal("date"),
  operator: z.enum(["is", "at_most", "at_least"]),
  value: Day,
});
const ofDates = z.strictObject({
  field: z.literal("date"),
  operator: z.literal("between"),
  values: z.array(Day).check(z.minLength(2), z.maxLength(2)),
});
const ofAccount = z.strictObject({ field: z.literal("account"), operator: z.literal("is"), accountId: Id });
const ofCurrency = z.strictObject({ field: z.literal("currency"), operator: z.literal("is"), value: Currency });

export const ruleConditionsSchema = z.strictObject({
  match: z.enum(["all", "any"]),
  conditions: z
    .array(z.union([ofText, ofAmount, ofAmounts, ofDate, ofDates, ofAccount, ofCurrency]))
    .check(z.minLength(1), z.maxLength(20)),
});

export const ruleActionsSchema = z
  .array(
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("rename_merchant"), merchantName: Text(200, 1) }),
      z.strictObject({ type: z.literal("set_category"), budgetCategoryId: Id }),
      z.strictObject({ type: z.literal("set_vendor"), vendorId: Id }),
      z.strictObject({ type: z.literal("add_note"), note: Text(500, 1) }),
    ]),
  )
  .check(z.minLength(1), z.maxLength(4));

export const transactionRules = owned(
  "transaction_rules",
  {
    priority: integer().notNull().default(0),
    conditions: json(ruleConditionsSchema).notNull(),
    actions: json(ruleActionsSchema).notNull(),
    isActive: boolean().notNull().default(true),
    ...versioned(),
  },
  (t) => [
    index("transaction_rules_user").on(t.userId, sql`id`),
    index("transaction_rules_priority").on(t.userId, t.priority),
  ],
);

/** The columns of a transaction that a rule sets. */
export const ruleColumns = z.strictObject({
  budgetCategoryId: z.optional(z.nullable(z.guid())),
  vendorId: z.optional(z.nullable(z.guid())),
  merchantName: z.optional(z.nullable(z.string())),
  notes: z.optional(z.nullable(z.string())),
});

/** What one application has changed: a transaction, the columns before, and after. */
export const ruleChanges = z.array(
  z.strictObject({ transactionId: z.guid(), before: ruleColumns, after: ruleColumns }),
);

export const ruleApplications = owned(
  "rule_applications",
  {
    ruleId: uuid().references(() => transactionRules.id, { onDelete: "set null" }),
    scanned: integer().notNull(),
    changed: integer().notNull(),
    changes: json(ruleChanges).notNull(),
    next: text(36),
    undoneAt: instant(),
    kept: integer().notNull().default(0),
    ...versioned(),
  },
  (t) => [index("rule_applications_user").on(t.userId, sql`id`), index("rule_applications_rule").on(t.ruleId)],
  { private: true, deletedForGood: "what a rule has changed is a record, which nobody deletes" },
);

export const proposalStatuses = ["open", "accepted", "dismissed"] as const;

/**
 * What a person did by hand three times for one merchant, as the rule that would do it. There is one for a merchant and what it gets, so that
 * what was decided about it stays decided.
 */
export const ruleProposals = owned(
  "rule_proposals",
  {
    merchantKey: text(200).notNull(),
    merchantName: text(200).notNull(),
    conditions: json(ruleConditionsSchema).notNull(),
    budgetCategoryId: uuid().references(() => budgetCategories.id, { onDelete: "cascade" }),
    vendorId: uuid().references(() => vendors.id, { onDelete: "cascade" }),
    status: oneOf(...proposalStatuses)
      .notNull()
      .default("open"),
    ruleId: uuid().references(() => transactionRules.id, { onDelete: "set null" }),
    decidedAt: instant(),
    ...versioned(),
  },
  (t) => [
    unique("rule_proposals_unique").on(t.userId, t.merchantKey, t.budgetCategoryId, t.vendorId).nullsNotDistinct(),
    index("rule_proposals_user").on(t.userId, sql`id`),
    index("rule_proposals_category").on(t.budgetCategoryId),
    index("rule_proposals_vendor").on(t.vendorId),
    index("rule_proposals_rule").on(t.ruleId),
    check("rule_proposals_one_check", sql`num_nonnulls(budget_category_id, vendor_id) = 1`),
  ],
  { deletedForGood: "what was proposed and decided is a record, which nobody deletes" },
);

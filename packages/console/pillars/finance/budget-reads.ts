/** What the pages of budgets ask for; the same for what is prefetched and what is shown. */
export const reportOf = (month: string, householdId: string | undefined) => ({
  query: { month: `${month}-01`, ...(householdId && { householdId }) },
});

export const yearOf = (year: number, householdId: string | undefined) => ({
  query: { year, ...(householdId && { householdId }) },
});

const theirs = (householdId: string | undefined) => (householdId ? { scope: "household" as const } : {});

export const budgetsOf = (month: string, householdId: string | undefined) => ({
  query: { month: `${month}-01`, ...theirs(householdId) },
});

export const categoriesOf = (householdId: string | undefined) => ({
  query: { sort: "sortOrder" as const, ...theirs(householdId) },
});

/** Whose money a page is about: the person's own, or what one of their households has together. */
import { useRead } from "#console/data/read.ts";
import type { Choice } from "#console/ui/Field.tsx";

/** `chosen` is what the address says; only a household that the person is in counts. */
export function useMoneyOf(chosen: string | undefined, mine: string) {
  const { data, isLoading } = useRead("identity.households.list");
  const households = data?.data ?? [];
  const choices: Choice[] = [
    { value: "", label: mine },
    ...households.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return {
    householdId: households.find(({ id }) => id === chosen)?.id,
    choices,
    isKnown: !chosen || !isLoading,
  };
}

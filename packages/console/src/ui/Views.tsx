/** Views of one list as tabs: which rows they show, the page says, and keeps it in its address. */
import type { ComponentProps } from "react";
import { List, type ListProps } from "./List.tsx";
import { Empty } from "./State.tsx";
import { Tabs } from "./Tabs.tsx";

type ViewsProps<Row, Id extends string> = Omit<ListProps<Row>, "keyOf" | "empty"> & {
  /** What is chosen, for screen readers. */
  show: string;
  views: readonly Id[];
  names: Readonly<Record<Id, string>>;
  value: Id;
  onChange: (view: Id) => void;
  /** What is there instead of rows. */
  empty: ComponentProps<typeof Empty>;
};

export function Views<Row extends { id: string }, Id extends string>(props: ViewsProps<Row, Id>) {
  const { show, views, names, value, onChange, empty, ...list } = props;
  return (
    <Tabs label={show} tabs={views.map((id) => ({ id, label: names[id] }))} value={value} onChange={onChange}>
      <List {...list} keyOf={({ id }) => id} empty={<Empty {...empty} />} />
    </Tabs>
  );
}

-- There are budgets for what is spent: not for income, and not for transfers. A category that becomes one of these later keeps its budgets,
-- and no report counts them.
create or replace function hold_budget_category() returns trigger language plpgsql as $$
begin
  if exists (select from budget_categories c where c.id = new.budget_category_id and c.kind <> 'expense') then
    raise exception using errcode = 'LF005', message = 'no category of expenses', detail = 'no_expense', column = 'budget_category_id';
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger hold_budget_category before insert or update of budget_category_id on budgets for each row
execute function hold_budget_category();

-- The accounts, categories and vendors that a rule names are rows that whoever writes it sees. They are in JSON, where no foreign key
-- looks. One that goes later leaves its rule as it is: what names it is left out when the rule is applied, and the rule can still be changed.
create or replace function hold_rule_names() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  missing text;
  named text := '';
begin
  if tg_op = 'UPDATE' then named := lower(old.actions::text || old.conditions::text); end if;
  select 'actions' into missing from jsonb_array_elements(new.actions) a
  where (a ? 'budgetCategoryId' and position(lower(a ->> 'budgetCategoryId') in named) = 0 and not exists (
      select from budget_categories c where c.id = (a ->> 'budgetCategoryId')::uuid and c.deleted_at is null))
    or (a ? 'vendorId' and position(lower(a ->> 'vendorId') in named) = 0 and not exists (select from vendors v where v.id = (a ->> 'vendorId')::uuid))
  limit 1;
  if missing is null then
    select 'conditions' into missing from jsonb_array_elements(new.conditions -> 'conditions') c
    where c ? 'accountId' and position(lower(c ->> 'accountId') in named) = 0 and not exists (
      select from accounts a where a.id = (c ->> 'accountId')::uuid and a.deleted_at is null)
    limit 1;
  end if;
  if missing is null then return new; end if;
  raise exception using errcode = 'LF004', message = 'reference not found', detail = missing, column = missing, table = 'transaction_rules';
end $$;
--> statement-breakpoint
create or replace trigger hold_rule_names before insert or update of conditions, actions on transaction_rules for each row
execute function hold_rule_names();

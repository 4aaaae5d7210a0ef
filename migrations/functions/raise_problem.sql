-- Makes a SELECT fail on purpose: `select raise_problem('LF005', 'stale') where …`.
create or replace function raise_problem(code text, detail text) returns boolean language plpgsql as $$
begin
  if code !~ '^LF[0-9]{3}$' then
    raise exception 'raise_problem knows only the codes of the product, not %', code;
  end if;
  raise exception using errcode = code, message = 'problem ' || code, detail = coalesce(raise_problem.detail, '');
end $$;
--> statement-breakpoint
grant execute on function raise_problem(text, text) to lifeos_app;

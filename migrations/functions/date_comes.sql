-- The first day from `since` on at which a date comes that is written as YYYY-MM-DD or --MM-DD: each year, or on that day alone; null when it
-- does not come any more. A day that a month does not have is its last one: 29 February is 28 February in other years.
create or replace function date_comes(said text, is_yearly boolean, since date) returns date
language sql immutable parallel safe as $$
  select min(placed.day) from (
    select case when said like '--%' then null else greatest(left(said, 4)::int, 1) end as year,
      substr(right(said, 5), 1, 2)::int as month, right(said, 2)::int as day
  ) parts
  cross join lateral (
    select extract(year from since)::int + i as year from generate_series(0, 1) i where is_yearly
    union select parts.year where parts.year is not null
  ) years
  cross join lateral (
    select make_date(years.year, parts.month, 1) as first
  ) months
  cross join lateral (
    select months.first + least(parts.day, extract(day from months.first + interval '1 month' - interval '1 day')::int) - 1 as day
  ) placed
  where placed.day >= since and (parts.year is null or years.year >= parts.year)
$$;
--> statement-breakpoint
grant execute on function date_comes(text, boolean, date) to lifeos_app;

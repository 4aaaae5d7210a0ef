-- A title as it is searched: in lower case, without accents, its words with a space before each, so that `% mil%` finds a word that
-- begins with “mil”. Unicode says what is what (case folding and the decomposition NFKD), whatever the collation of the database.
-- Indexes contain its results: with another rule they have to be built again.
create or replace function folded(title text) returns text language sql immutable parallel safe as $$
  select ' ' || regexp_replace(
    casefold(regexp_replace(normalize(title, NFKD), '[\u0300-\u036f]', '', 'g') collate pg_unicode_fast),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g')
$$;
--> statement-breakpoint
grant execute on function folded(text) to lifeos_app;

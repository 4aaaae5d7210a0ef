-- The stems of words in a language (ISO 639-1): of those that have another one than themselves. None where PostgreSQL has no stemmer for it.
create or replace function stems_of(language text, words text[]) returns table(word text, stem text) language plpgsql stable as $$
declare
  stemmer constant regdictionary := stemmer_of(language);
begin
  if stemmer is null then return; end if;
  return query
  select w.word, stems[1] from unnest(words) w(word) cross join lateral ts_lexize(stemmer, w.word) stems where stems[1] <> w.word;
end $$;
--> statement-breakpoint
-- PostgreSQL's stemmer of a language, if it has one.
create or replace function stemmer_of(language text) returns regdictionary language sql stable as $$
  select d.oid::regdictionary from pg_ts_dict d
  where d.dictnamespace = 'pg_catalog'::regnamespace and d.dictname = case language
    when 'ar' then 'arabic_stem' when 'ca' then 'catalan_stem' when 'da' then 'danish_stem' when 'de' then 'german_stem'
    when 'el' then 'greek_stem' when 'en' then 'english_stem' when 'es' then 'spanish_stem' when 'fi' then 'finnish_stem'
    when 'fr' then 'french_stem' when 'hu' then 'hungarian_stem' when 'it' then 'italian_stem' when 'nl' then 'dutch_stem'
    when 'no' then 'norwegian_stem' when 'pt' then 'portuguese_stem' when 'ro' then 'romanian_stem' when 'ru' then 'russian_stem'
    when 'sv' then 'swedish_stem' when 'tr' then 'turkish_stem' end
$$;

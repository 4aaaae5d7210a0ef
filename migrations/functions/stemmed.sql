-- Words with the stems of their language at the same places, each with a slash and the language behind it, so that it is taken for no word.
-- Without a language, those of English and of German. A word that is its own stem stands for that, too.
create or replace function stemmed(words tsvector, language text) returns tsvector language sql stable as $$
  select (words::text || ' ' || coalesce(string_agg(format('''%s/%s'':%s', s.stem, s.language, s.places), ' '), ''))::tsvector
  from (
    select stems[1] as stem, l.language, (
      select string_agg(place || case weight when 'D' then '' else weight end, ',') from unnest(w.positions, w.weights) p(place, weight)) as places
    from unnest(case when stemmed.language is null then array['en', 'de'] else array[stemmed.language] end) l(language)
      cross join lateral (select stemmer_of(l.language) as stemmer) d
      cross join unnest(words) w(lexeme, positions, weights)
      cross join lateral ts_lexize(d.stemmer, w.lexeme) stems
    where d.stemmer is not null and stems[1] <> w.lexeme) s
$$;
--> statement-breakpoint
-- PostgreSQL's stemmer of a language (ISO 639-1), if it has one.
create or replace function stemmer_of(language text) returns regdictionary language sql stable as $$
  select d.oid::regdictionary from pg_ts_dict d
  where d.dictnamespace = 'pg_catalog'::regnamespace and d.dictname = case language
    when 'ar' then 'arabic_stem' when 'ca' then 'catalan_stem' when 'da' then 'danish_stem' when 'de' then 'german_stem'
    when 'el' then 'greek_stem' when 'en' then 'english_stem' when 'es' then 'spanish_stem' when 'fi' then 'finnish_stem'
    when 'fr' then 'french_stem' when 'hu' then 'hungarian_stem' when 'it' then 'italian_stem' when 'nl' then 'dutch_stem'
    when 'no' then 'norwegian_stem' when 'pt' then 'portuguese_stem' when 'ro' then 'romanian_stem' when 'ru' then 'russian_stem'
    when 'sv' then 'swedish_stem' when 'tr' then 'turkish_stem' end
$$;

-- The vectors of texts have the length of their model now (see add_optional_tables); these had a length of their own and nothing in them.
drop table if exists embeddings;

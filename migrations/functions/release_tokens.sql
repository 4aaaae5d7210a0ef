-- Gives back what a person's calls hold whose time is over at `moment`. Returns how many. The settings are held first, as in ai_begin.
create or replace function release_tokens(person uuid, moment timestamptz) returns int language plpgsql as $$
declare
  released int;
begin
  perform from user_settings s where s.user_id = person for update;
  with given as (
    update ai_reservations r set released_at = r.expires_at
    where r.user_id = person and r.released_at is null and r.expires_at <= moment
    returning r.id, r.user_id, r.tokens, r.is_unlimited, r.expires_at)
  insert into token_ledger (user_id, amount, category, reference_type, reference_id, created_at)
    select g.user_id, g.tokens, 'llm_chat', 'release', g.id::text, g.expires_at from given g where not g.is_unlimited;
  get diagnostics released = row_count;
  return released;
end $$;

-- A shared file that its owner's household does not get is found by nobody but its owner (see searched_withheld).
update search_texts t set household_id = null
from files f
where t.entity_type = 'file' and t.entity_id = f.id and t.household_id is not null and coalesce(f.for_others, 'nothing') = 'nothing';

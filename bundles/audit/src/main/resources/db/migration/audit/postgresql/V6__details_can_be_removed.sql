-- still append-only, but that the details of an entry may be removed, once and as a whole
drop trigger audit_event_append_only on audit_event;

create trigger audit_event_append_only
    before delete or truncate on audit_event
    for each statement execute function audit_event_refuse_change();

create function audit_event_refuse_update() returns trigger language plpgsql as $$
declare
    without audit_event;
begin
    without := old;
    without.address := null;
    without.state_before := null;
    without.state_after := null;
    without.salt := null;
    without.removed := new.removed;
    if old.salt is null or new.removed is null or new is distinct from without then
        raise exception 'The audit trail is append-only: % of audit_event is refused', tg_op
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

create trigger audit_event_only_details_go
    before update on audit_event
    for each row execute function audit_event_refuse_update();

create function audit_event_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail is append-only: % of audit_event is refused', tg_op
        using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_event_append_only
    before update or delete or truncate on audit_event
    for each statement execute function audit_event_refuse_change();

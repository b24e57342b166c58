-- the sums of cases that were there before there were sums
insert into engagement_case_day (account_id, day_number, leads, tickets)
select account_id, happened::date - date '1970-01-01',
    count(case when kind = 'LEAD' then 1 end), count(case when kind = 'TICKET' then 1 end)
from engagement_case
where kind in ('LEAD', 'TICKET')
group by account_id, happened::date - date '1970-01-01';

insert into engagement_case_month (account_id, month_number, leads, tickets)
select account_id, month_number, sum(lead), sum(ticket)
from (
    select account_id,
        (extract(year from happened)::integer - 1970) * 12 + extract(month from happened)::integer - 1 as month_number,
        case when kind = 'LEAD' then 1 else 0 end as lead,
        case when kind = 'TICKET' then 1 else 0 end as ticket
    from engagement_case
    where kind in ('LEAD', 'TICKET')
) as single
group by account_id, month_number;

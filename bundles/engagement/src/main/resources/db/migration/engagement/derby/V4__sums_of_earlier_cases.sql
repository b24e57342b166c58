-- The sums of cases that were there before there were sums. The day is computed from year, month and day, with years that
-- begin in March: timestampdiff counts in the time zone of the machine, in which days may be 23 hours long.
insert into engagement_case_day (account_id, day_number, leads, tickets)
select account_id,
    365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d - 719469,
    sum(lead), sum(ticket)
from (
    select account_id,
        case when month(happened) <= 2 then year(happened) - 1 else year(happened) end as y,
        mod(month(happened) + 9, 12) as m,
        day(happened) as d,
        case when kind = 'LEAD' then 1 else 0 end as lead,
        case when kind = 'TICKET' then 1 else 0 end as ticket
    from engagement_case
    where kind in ('LEAD', 'TICKET')
) as single
group by account_id, y, m, d;

insert into engagement_case_month (account_id, month_number, leads, tickets)
select account_id, month_number, sum(lead), sum(ticket)
from (
    select account_id,
        (year(happened) - 1970) * 12 + month(happened) - 1 as month_number,
        case when kind = 'LEAD' then 1 else 0 end as lead,
        case when kind = 'TICKET' then 1 else 0 end as ticket
    from engagement_case
    where kind in ('LEAD', 'TICKET')
) as single
group by account_id, month_number;

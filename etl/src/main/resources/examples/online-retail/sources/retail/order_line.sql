-- Every line of the file is a line here. A cancellation is an invoice whose number begins with C;
-- it names no invoice that it cancels, so the line is found by this rule: of the same customer's
-- earlier lines of the same article with at least the cancelled quantity the newest, of several at
-- one moment the later line. Cancellations that together would take back more than was bought are
-- matched from the earliest on as far as the quantity goes; the rest stay without a match.
with lines as (
  select
    concat(_file, ':', cast(_line as varchar)) as line_id,
    _file,
    _line,
    invoice_no,
    customer_id,
    upper(trim(stock_code)) as product_id,
    invoice_date,
    quantity,
    unit_price,
    substr(invoice_no, 1, 1) = 'C' as is_cancellation
  from retail__invoice_lines
),

candidates as (
  select
    c.line_id as cancellation_id,
    c.invoice_date as cancelled_at,
    c._file as cancellation_file,
    c._line as cancellation_line,
    -c.quantity as cancelled,
    p.line_id as purchase_id,
    p.quantity as bought,
    row_number() over (
      partition by c.line_id order by p.invoice_date desc, p._file desc, p._line desc
    ) as newest_rank
  from lines c
  inner join lines p on p.customer_id = c.customer_id and p.product_id = c.product_id
  where c.is_cancellation
    and not p.is_cancellation
    and p.invoice_date <= c.invoice_date
    and c.quantity < 0
    and p.quantity >= -c.quantity
),

taken_back as (
  select
    cancellation_id,
    purchase_id,
    bought,
    sum(cancelled) over (
      partition by purchase_id
      order by cancelled_at, cancellation_file, cancellation_line
      rows between unbounded preceding and current row
    ) as taken_back_so_far
  from candidates
  where newest_rank = 1
),

matches as (
  select cancellation_id, purchase_id
  from taken_back
  where taken_back_so_far <= bought
)

select
  l.line_id as order_line_id,
  l.invoice_no as order_id,
  l.customer_id,
  l.product_id,
  l.invoice_date as ordered_at,
  l.quantity,
  l.unit_price,
  cast(l.quantity * l.unit_price as decimal(18, 2)) as line_amount,
  'GBP' as currency,
  l.is_cancellation as is_return,
  m.purchase_id as returned_order_line_id
from lines l
left join matches m on m.cancellation_id = l.line_id

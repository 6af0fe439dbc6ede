-- The question of `cchc stats --by unit,month --format csv`, asked of DuckDB: per resolving unit
-- and calendar month the counts of that command, over logs written by
-- `cargo run --release --example generate -- log`.
--
-- In: the variable `files`, a list of paths in natural order (a glob would put thang-10 before
-- thang-2, and later rows win). Out: one row per unit and month, sorted.
--
-- Written for speed. Tried on 5 million rows (1.44 GB, 2 cores, DuckDB 2.0), seconds in brackets:
--   reading        explicit columns, no sniffing, text only, unused columns never decoded [1.6 for
--                  the bare scan]; a row with too few cells is dropped by ignore_errors
--   dates          try_strptime with the most frequent form first [3.6 with the scan]; one form
--                  per text length [4.3]; coalesce of two calls [4.0]; left(text, 10) [4.5];
--                  substring and cast [6.8]; join with a table of days [11.4]
--   row order      a table that keeps the order of insertion, and its rowid [3.6 + 1.0];
--                  row_number() over () while reading [8.6 to 10, for it needs one thread];
--                  the number that the export itself wrote into STT [5.4]
--   repeated ids   left join with the few ids that occur twice [1.0]; rowid in (select max(rowid))
--                  [1.1]; row_number() partitioned by id [1.2]; arg_max of a struct [2.3];
--                  hash(id) instead of the text would be smaller, but 0.4 million of 4.8 million
--                  ids shared their hash with another: wrong counts

CREATE OR REPLACE TEMP TABLE counted AS
WITH raw AS (
  SELECT
    id, unit, channel, status,
    -- ways to say that there is no date
    nullif(nullif(received_text, '00/00/0000'), 'chưa rõ') AS received_text,
    nullif(nullif(due_text, '00/00/0000'), 'chưa rõ') AS due_text,
    nullif(nullif(finished_text, '00/00/0000'), 'chưa rõ') AS finished_text,
    nullif(nullif(returned_text, '00/00/0000'), 'chưa rõ') AS returned_text
  FROM read_csv(
    getvariable('files'),
    header = true, delim = ',', quote = '"', escape = '"',
    auto_detect = false, ignore_errors = true,
    columns = {
      'row_no': 'VARCHAR', 'id': 'VARCHAR', 'procedure_code': 'VARCHAR',
      'procedure_name': 'VARCHAR', 'field': 'VARCHAR', 'receiving_unit': 'VARCHAR',
      'unit': 'VARCHAR', 'district': 'VARCHAR', 'commune': 'VARCHAR', 'level': 'VARCHAR',
      'channel': 'VARCHAR', 'received_text': 'VARCHAR', 'due_text': 'VARCHAR',
      'finished_text': 'VARCHAR', 'returned_text': 'VARCHAR', 'status': 'VARCHAR',
      'rating': 'VARCHAR', 'digitised': 'VARCHAR', 'note': 'VARCHAR'
    }
  )
  -- missing_id, missing_received; an empty cell is read as NULL
  WHERE id IS NOT NULL AND nullif(nullif(received_text, '00/00/0000'), 'chưa rõ') IS NOT NULL
),
parsed AS (
  SELECT
    * EXCLUDE (received_text),
    try_strptime(received_text,
      ['%d/%m/%Y %H:%M', '%d/%m/%Y', '%d/%m/%Y %H:%M:%S', '%Y-%m-%d'])::DATE AS received,
    try_strptime(due_text,
      ['%d/%m/%Y', '%Y-%m-%d', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S'])::DATE AS due,
    try_strptime(finished_text,
      ['%d/%m/%Y %H:%M', '%d/%m/%Y', '%d/%m/%Y %H:%M:%S', '%Y-%m-%d'])::DATE AS finished_at,
    try_strptime(returned_text,
      ['%d/%m/%Y', '%Y-%m-%d', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S'])::DATE AS returned_at,
    coalesce(finished_at, returned_at) AS finished
  FROM raw
)
SELECT
  id, unit, received, due, finished,
  CASE channel
    WHEN 'Trực tuyến' THEN 1 WHEN 'Trực tiếp' THEN 2 WHEN 'Bưu chính công ích' THEN 3 ELSE 0
  END::UTINYINT AS channel,
  (status = 'Yêu cầu bổ sung giấy tờ') AS paused,
  (status = 'Công dân yêu cầu rút hồ sơ') AS withdrawn
FROM parsed
WHERE received IS NOT NULL                                            -- bad_date
  AND (due IS NOT NULL OR due_text IS NULL)                           -- bad_date
  AND (finished_at IS NOT NULL OR finished_text IS NULL)              -- bad_date
  AND (returned_at IS NOT NULL OR returned_text IS NULL)              -- bad_date
  AND CASE
    -- not_accepted, closed_without_date
    WHEN finished IS NULL THEN status IN ('Đang xử lý', 'Yêu cầu bổ sung giấy tờ')
    ELSE finished >= received                                         -- finished_before_received
  END;

SET VARIABLE last_day = (SELECT max(greatest(received, finished)) FROM counted);

-- Months are numbered year * 12 + month. A dossier counts as overdue from the first month whose
-- as-of day (its last day, or the last day of the log) lies behind the due day.
CREATE OR REPLACE TEMP TABLE shapes AS
SELECT
  unit, channel, paused, withdrawn,
  (year(received) * 12 + month(received))::USMALLINT AS received_month,
  (year(finished) * 12 + month(finished))::USMALLINT AS closed_month,
  (year(due) * 12 + month(due)
    + (due >= least(last_day(due), getvariable('last_day')))::INTEGER)::USMALLINT AS overdue_month,
  CASE
    WHEN due IS NULL THEN 0 WHEN finished < due THEN 1 WHEN finished = due THEN 2 ELSE 3
  END::UTINYINT AS outcome,
  count(*)::INTEGER AS n,
  min(counted.rowid) AS first_row
FROM counted
LEFT JOIN (
  SELECT id, max(rowid) AS latest FROM counted GROUP BY id HAVING count(*) > 1
) AS repeated USING (id)
WHERE repeated.id IS NULL OR counted.rowid = latest
GROUP BY ALL;

-- Spellings of one unit: composed letters, lower case, single spaces, one placement of tones.
-- Its name is the most frequent spelling, the first one seen when there is a tie.
CREATE OR REPLACE TEMP TABLE spellings AS
SELECT
  unit,
  trim(regexp_replace(lower(nfc_normalize(unit)), '\s+', ' ', 'g'))
    .replace('oà', 'òa').replace('oá', 'óa').replace('oả', 'ỏa').replace('oã', 'õa')
    .replace('oạ', 'ọa').replace('uỳ', 'ùy').replace('uý', 'úy').replace('uỷ', 'ủy')
    .replace('uỹ', 'ũy').replace('uỵ', 'ụy') AS folded,
  first_value(unit) OVER (
    PARTITION BY folded ORDER BY sum(n) DESC, min(first_row)
  ) AS name
FROM shapes
GROUP BY unit;

WITH spans AS (
  SELECT
    name AS unit, channel, paused, withdrawn, outcome, n, received_month, closed_month,
    -- One past the last month when it never closes.
    coalesce(closed_month, span.last_month + 1) AS open_until,
    greatest(received_month, least(overdue_month, open_until)) AS overdue_from
  FROM shapes
  JOIN spellings USING (unit)
  CROSS JOIN (
    SELECT year(getvariable('last_day')) * 12 + month(getvariable('last_day')) AS last_month
  ) AS span
),
-- Each dossier adds to the open ones in one month and takes away in another.
events AS (
  SELECT unit, received_month AS month, n AS received, channel, 0 AS closed, false AS withdrawn,
    0 AS outcome,
    CASE WHEN NOT paused AND outcome > 0 THEN n ELSE 0 END AS within,
    0 AS overdue,
    CASE WHEN NOT paused AND outcome = 0 THEN n ELSE 0 END AS undated_open,
    CASE WHEN paused THEN n ELSE 0 END AS paused_open
  FROM spans
  UNION ALL
  SELECT unit, overdue_from, 0, 0, 0, false, 0, -n, n, 0, 0
  FROM spans WHERE NOT paused AND outcome > 0
  UNION ALL
  SELECT unit, open_until, 0, 0, CASE WHEN closed_month IS NULL THEN 0 ELSE n END, withdrawn,
    outcome, 0,
    CASE WHEN NOT paused AND outcome > 0 THEN -n ELSE 0 END,
    CASE WHEN NOT paused AND outcome = 0 THEN -n ELSE 0 END,
    CASE WHEN paused THEN -n ELSE 0 END
  FROM spans
),
monthly AS (
  SELECT
    unit, month,
    sum(received) AS received,
    sum(received) FILTER (channel = 1) AS received_online,
    sum(received) FILTER (channel = 2) AS received_in_person,
    sum(received) FILTER (channel = 3) AS received_postal,
    sum(received) FILTER (channel = 0) AS received_unknown,
    sum(closed) FILTER (NOT withdrawn) AS resolved,
    sum(closed) FILTER (NOT withdrawn AND outcome = 1) AS early,
    sum(closed) FILTER (NOT withdrawn AND outcome = 2) AS on_time,
    sum(closed) FILTER (NOT withdrawn AND outcome = 3) AS late,
    sum(closed) FILTER (NOT withdrawn AND outcome = 0) AS undated,
    sum(closed) FILTER (withdrawn) AS returned,
    sum(within) AS within, sum(overdue) AS overdue,
    sum(undated_open) AS undated_open, sum(paused_open) AS paused_open
  FROM events
  GROUP BY unit, month
),
months AS (
  SELECT unnest(range(
    (SELECT min(received_month) FROM shapes)::BIGINT,
    (SELECT year(getvariable('last_day')) * 12 + month(getvariable('last_day')) FROM range(1)) + 1
  )) AS month
),
filled AS (
  SELECT
    unit, month, COLUMNS(monthly.* EXCLUDE (unit, month)),
    sum(within) OVER so_far AS closing_within,
    sum(overdue) OVER so_far AS closing_overdue,
    sum(undated_open) OVER so_far AS closing_undated,
    sum(paused_open) OVER so_far AS closing_paused
  FROM (SELECT DISTINCT name AS unit FROM spellings)
  CROSS JOIN months
  LEFT JOIN monthly USING (unit, month)
  WINDOW so_far AS (PARTITION BY unit ORDER BY month)
),
counts AS (
  SELECT
    unit,
    printf('%04d-%02d', (month - 1) // 12, (month - 1) % 12 + 1) AS month,
    coalesce(received, 0) AS received,
    coalesce(received_online, 0) AS received_online,
    coalesce(received_in_person, 0) AS received_in_person,
    coalesce(received_postal, 0) AS received_postal,
    0 AS received_other,
    coalesce(received_unknown, 0) AS received_unknown,
    coalesce(resolved, 0) AS resolved,
    coalesce(early, 0) AS early,
    coalesce(on_time, 0) AS on_time,
    coalesce(late, 0) AS late,
    coalesce(undated, 0) AS undated,
    coalesce(returned, 0) AS returned,
    coalesce(closing_within, 0) AS closing_within,
    coalesce(closing_overdue, 0) AS closing_overdue,
    coalesce(closing_undated, 0) AS closing_undated,
    coalesce(closing_paused, 0) AS closing_paused,
    coalesce(closing_within, 0) + coalesce(closing_overdue, 0)
      + coalesce(closing_undated, 0) + coalesce(closing_paused, 0) AS closing
  FROM filled
)
SELECT
  unit, month, resolved + returned + closing - received AS opening,
  received, received_online, received_in_person, received_postal,
  received_other, received_unknown, resolved, early, on_time, late, undated, returned, closing,
  closing_within, closing_overdue, closing_undated, closing_paused
FROM counts
WHERE opening + received + resolved + returned + closing > 0
ORDER BY unit, month;

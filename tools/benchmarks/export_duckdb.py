"""The main counts of an export, computed by DuckDB from a Parquet file of the same events.

`convert HISTORY PARQUET` makes the file; `answer PARQUET` prints the counts as JSON. The rules are
those of docs/figures.md, as far as a simulated history of the plain kind needs them: nothing in it is
voided or amended, no bag is unpacked, no fee is collected.
"""

import json
import sys

import duckdb

FIRST, END = "2020-01-01", "2020-04-01"
TYPES = {
    "picked_up": "dossier.picked_up", "accepted": "dossier.accepted",
    "delivered": "dossier.delivered", "ready": "result.ready", "collected": "result.collected",
    "returned": "result.returned",
}
# Whoever follows codes from event to event needs few turns; more would be a fault.
TURNS_MAX = 20


def convert(history, parquet):
    names = ["id", "source", "type", "dossier", "occurred_at", "province", "service", "channel",
             "mode", "due_date", "agency", "office", "recorded_at"]
    columns = {name: "VARCHAR" for name in names} | {"sequence": "BIGINT", "aliases": "VARCHAR[]"}
    duckdb.sql(
        f"COPY (SELECT * FROM read_json('{history}', format='newline_delimited', columns={columns}))"
        f" TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)")


def find_dossiers(db):
    """Which codes are one dossier: labels spread along the events that name two of them."""
    db.execute("CREATE TEMP TABLE link AS SELECT dossier AS a, unnest(aliases) AS b FROM event")
    db.execute("CREATE TEMP TABLE code AS SELECT DISTINCT code, code AS label FROM ("
               "SELECT dossier AS code FROM event UNION ALL SELECT b FROM link)")
    for _ in range(TURNS_MAX):
        db.execute("""
            CREATE OR REPLACE TEMP TABLE less AS
            SELECT code, min(label) AS label FROM (
              SELECT link.a AS code, code.label FROM link JOIN code ON code.code = link.b
              UNION ALL SELECT link.b, code.label FROM link JOIN code ON code.code = link.a)
            GROUP BY code""")
        changed = db.execute("""
            UPDATE code SET label = less.label FROM less
            WHERE less.code = code.code AND less.label < code.label""").fetchone()[0]
        if changed == 0:
            return
    raise SystemExit("codes do not come to rest")


def judge(db):
    """A row for each dossier that entered, with the day of everything it counts by."""
    # Of some moments the first or last; what is not known is passed over.
    received, done = "least(delivered, accepted)", "coalesce(ready, least(collected, closing))"
    day = "CAST(timezone('Asia/Ho_Chi_Minh', {}) AS DATE)"
    firsts = ", ".join(
        f"min(instant) FILTER (WHERE type = '{name}') AS {column}" for column, name in TYPES.items())
    filled = ", ".join(
        f"coalesce(arg_min({name}, nr) FILTER (WHERE {name} IS NOT NULL AND type = entry_type),"
        f" arg_min({name}, nr) FILTER (WHERE {name} IS NOT NULL), 'unknown') AS {name}"
        for name in ["province", "service", "channel"])
    db.execute(f"""
        CREATE TEMP TABLE fact AS
        SELECT code.label AS dossier, type, CAST(occurred_at AS TIMESTAMPTZ) AS instant, mode, province,
          CASE WHEN regexp_full_match(service, '[0-9][.][0-9]{{6}}.*') THEN service[:8] ELSE service
          END AS service, channel, CAST(due_date AS DATE) AS due,
          row_number() OVER (ORDER BY CAST(occurred_at AS TIMESTAMPTZ), source, sequence) AS nr
        FROM event JOIN code ON code.code = event.dossier""")
    db.execute(f"""
        CREATE TEMP TABLE dossier AS
        WITH kind AS (
          SELECT dossier, coalesce(arg_min(mode, nr) FILTER (WHERE mode IS NOT NULL), 'both') AS kind
          FROM fact GROUP BY dossier),
        known AS (
          SELECT fact.*, kind, CASE kind WHEN 'return' THEN 'result.collected'
            ELSE 'dossier.picked_up' END AS entry_type
          FROM fact JOIN kind USING (dossier)),
        moment AS (
          SELECT dossier, any_value(kind) AS kind, {firsts}, {filled},
            min(instant) FILTER (WHERE type = entry_type) AS entry,
            arg_min(due, nr) FILTER (WHERE due IS NOT NULL AND type IN ('dossier.delivered',
              'dossier.accepted')) AS due,
            arg_min(type, nr) FILTER (WHERE type = 'result.returned' OR (type = 'dossier.delivered'
              AND kind = 'send')) AS closing_type,
            min(instant) FILTER (WHERE type = 'result.returned' OR (type = 'dossier.delivered'
              AND kind = 'send')) AS closing
          FROM known GROUP BY dossier)
        SELECT province, service, channel, kind, due,
          {day.format('entry')} AS entered, {day.format('delivered')} AS delivered,
          closing_type, {day.format('ready')} AS ready, {day.format(received)} AS received,
          CASE WHEN closing IS NOT NULL THEN {day.format('greatest(closing, entry)')} END AS closed,
          CASE WHEN {done} IS NOT NULL THEN {day.format(f'greatest({done}, {received})')}
          END AS settled
        FROM moment WHERE entry IS NOT NULL""")
    # The form asks only what the agency had, and what was overdue there from when to when.
    db.execute("""
        CREATE TEMP TABLE judged AS
        SELECT *, CASE WHEN received IS NULL OR due IS NULL
            OR settled <= greatest(received, due) THEN NULL ELSE greatest(received, due) END AS began
        FROM (SELECT * REPLACE (CASE WHEN received IS NOT NULL THEN settled END AS settled)
              FROM dossier)""")


def sums():
    inside = f"BETWEEN DATE '{FIRST}' AND DATE '{END}' - 1"

    def counted(condition):
        return f"count(*) FILTER (WHERE {condition})"

    def stock(came, left, day):
        return counted(f"{came} < DATE '{day}' AND ({left} IS NULL OR {left} >= DATE '{day}')")

    returned = f"closing_type = 'result.returned' AND closed {inside}"
    picked = f"kind <> 'return' AND entered {inside}"
    early, late = "ready < due", "ready > due"
    done = f"settled {inside}"
    return {
        "opening": stock("entered", "closed", FIRST), "entered": counted(f"entered {inside}"),
        "pickups": counted(picked), "deliveries": counted(f"delivered {inside}"),
        "returns": counted(returned), "handled": f"{counted(picked)} + {counted(returned)}",
        "closing": stock("entered", "closed", END),
        "early": counted(f"ready {inside} AND {early}"),
        "on_time": counted(f"ready {inside} AND ready = due"),
        "late": counted(f"ready {inside} AND {late}"),
        "no_due": counted(f"ready {inside} AND due IS NULL"),
        "c4": counted(f"received {inside} AND channel = 'online'"),
        "c5": counted(f"received {inside} AND channel <> 'online'"),
        "c6": stock("received", "settled", FIRST),
        "c8": counted(f"{done} AND coalesce({early}, false)"),
        "c9": counted(f"{done} AND coalesce(ready = due, true)"),
        "c10": counted(f"{done} AND coalesce({late}, false)"),
        "c11": stock("received", "settled", END),
        "c13": stock("began", "settled", END),
    }


def answer(parquet):
    db = duckdb.connect()
    db.execute(f"CREATE VIEW event AS SELECT * FROM '{parquet}'")
    find_dossiers(db)
    judge(db)
    columns = sums()
    chosen = ", ".join(f"{text} AS {name}" for name, text in columns.items())
    answers = {}
    for level in [[], ["province"], ["service"], ["channel"], ["province", "service", "channel"]]:
        group = ", ".join(level)
        first = f"{group}, " if level else ""
        by = f" GROUP BY {group}" if level else ""
        for row in db.execute(f"SELECT {first}{chosen} FROM judged{by}").fetchall():
            key = "/".join([*level, "", *row[:len(level)]])
            answers[key] = dict(zip(columns, row[len(level):]))
    answers["ages"] = dict(db.execute(f"""
        SELECT CASE WHEN age <= 7 THEN 'd0_7' WHEN age <= 14 THEN 'd8_14' WHEN age <= 30
          THEN 'd15_30' ELSE 'd31_plus' END, count(*)
        FROM (SELECT DATE '{END}' - 1 - entered AS age FROM judged WHERE entered < DATE '{END}'
              AND (closed IS NULL OR closed >= DATE '{END}')) GROUP BY 1""").fetchall())
    for group in ["'ALL'", "province"]:
        for name, *row in db.execute(f"""
                SELECT {group}, count(*), quantile_disc(days, 0.5), quantile_disc(days, 0.9), max(days)
                FROM (SELECT province, closed - entered AS days FROM judged
                      WHERE closing_type = 'result.returned'
                      AND closed BETWEEN DATE '{FIRST}' AND DATE '{END}' - 1)
                GROUP BY 1""").fetchall():
            answers[f"days/{name}"] = dict(zip(["n", "p50_days", "p90_days", "max_days"], row))
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    {"convert": convert, "answer": answer}[sys.argv[1]](*sys.argv[2:])

"""The core of the on-time rate in plain pandas, Polars, DuckDB and narwhals.

It is the rule for notes that are plain: sent by e-mail at a known minute, one session a day,
due times stored. That is all that `made_tables` makes, so each of these must come out equal
to `on_time_rate(pairs(...))`, which also knows cards, time zones, visits and decisions.
Each gives the notes that were on time, those that were due, and those still open.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.made_logs import NOW

Counts = tuple[int, int, int]

SQL = """
with owed as (
    select person.id as person, ends_at, due_at
    from read_parquet('{interviewers}') as person
    join read_parquet('{interviews}') as held on person.interview_id = held.id
    join read_parquet('{applications}') as application on held.application_id = application.id
    where met and contact_instruction <> 'no_contact' and ends_at <= $now
), notes as (
    select "at", unnest(covers) as person from read_parquet('{messages}')
    where direction = 'out' and kind = 'thank_you' and state = 'sent' and "at" <= $now
), judged as (
    select owed.person, any_value(due_at) as due_at, min("at") as first
    from owed left join notes on owed.person = notes.person and "at" >= ends_at
    group by owed.person
)
select count(*) filter (first <= due_at),
       count(*) filter (first is not null or due_at < $now),
       count(*) filter (first is null and due_at >= $now)
from judged
"""


def plain_pandas(files: Mapping[str, Path]) -> Counts:
    """The rule in plain pandas, with only the columns it needs."""
    owed = _read(files, "interviewers", "id", "interview_id", "met").query("met")
    held = _read(files, "interviews", "id", "application_id", "ends_at", "due_at")
    asked = _read(files, "applications", "id", "contact_instruction")
    asked = asked.loc[asked["contact_instruction"] != "no_contact"]
    held = held.loc[held["application_id"].isin(asked["id"]) & (held["ends_at"] <= NOW)]
    owed = owed.merge(held.drop(columns="application_id"), left_on="interview_id", right_on="id")
    sent = _read(files, "messages", "direction", "kind", "state", "at", "covers")
    is_note = (sent["direction"] == "out") & (sent["kind"] == "thank_you")
    sent = sent.loc[is_note & (sent["state"] == "sent") & (sent["at"] <= NOW)]
    notes = sent[["at", "covers"]].explode("covers").astype({"covers": "str"})
    notes = notes.merge(owed, left_on="covers", right_on="id_x")
    first = notes.loc[notes["at"] >= notes["ends_at"]].groupby("covers")["at"].min()
    first, due = owed["id_x"].map(first), owed["due_at"]
    is_due = first.notna() | (due < NOW)
    return int((first <= due).sum()), int(is_due.sum()), int((~is_due).sum())


def polars_rate(files: Mapping[str, Path]) -> Counts:
    """The rule in Polars, lazily."""
    import polars as pl

    tables = {name: pl.scan_parquet(file) for name, file in files.items()}
    asked = tables["applications"].filter(pl.col("contact_instruction") != "no_contact")
    held = tables["interviews"].filter(pl.col("ends_at") <= NOW)
    held = held.join(asked, left_on="application_id", right_on="id", how="semi")
    owed = tables["interviewers"].filter(pl.col("met")).rename({"id": "person"})
    owed = owed.join(held, left_on="interview_id", right_on="id")
    owed = owed.select("person", "ends_at", "due_at")
    is_note = (pl.col("direction") == "out") & (pl.col("kind") == "thank_you")
    sent = tables["messages"].filter(is_note, pl.col("state") == "sent", pl.col("at") <= NOW)
    notes = sent.select("at", person="covers").explode("person").join(owed, on="person")
    first = notes.filter(pl.col("at") >= pl.col("ends_at")).group_by("person").agg(pl.min("at"))
    judged = owed.join(first, on="person", how="left")
    is_due = pl.col("at").is_not_null() | (pl.col("due_at") < NOW)
    found = judged.select(
        done=(pl.col("at") <= pl.col("due_at")).sum(), of=is_due.sum(), open=(~is_due).sum()
    )
    done, of, still_open = found.collect().row(0)
    return done, of, still_open


def duckdb_rate(files: Mapping[str, Path]) -> Counts:
    """The rule in SQL, by DuckDB."""
    import duckdb

    with duckdb.connect() as database:
        found = database.execute(SQL.format(**files), {"now": NOW}).fetchone()
    done, of, still_open = found
    return done, of, still_open


def narwhals_rate(tables: Mapping[str, Any]) -> Counts:
    """The rule once, for the tables of any engine that narwhals knows."""
    import narwhals as nw

    lazy = {name: nw.from_native(table).lazy() for name, table in tables.items()}
    asked = lazy["applications"].filter(nw.col("contact_instruction") != "no_contact")
    held = lazy["interviews"].filter(nw.col("ends_at") <= NOW)
    held = held.join(asked, left_on="application_id", right_on="id", how="semi")
    owed = lazy["interviewers"].filter(nw.col("met")).rename({"id": "person"})
    owed = owed.join(held, left_on="interview_id", right_on="id")
    owed = owed.select("person", "ends_at", "due_at")
    is_note = (nw.col("direction") == "out") & (nw.col("kind") == "thank_you")
    sent = lazy["messages"].filter(is_note, nw.col("state") == "sent", nw.col("at") <= NOW)
    notes = sent.select("at", person="covers").explode("person").join(owed, on="person")
    first = notes.filter(nw.col("at") >= nw.col("ends_at"))
    first = first.group_by("person").agg(nw.col("at").min())
    judged = owed.join(first, on="person", how="left")
    is_due = ~nw.col("at").is_null() | (nw.col("due_at") < NOW)
    is_on_time = ~nw.col("at").is_null() & (nw.col("at") <= nw.col("due_at"))
    marked = judged.select(done=is_on_time, of=is_due, open=~is_due)
    marked = marked.select(nw.all().cast(nw.Int64).sum())
    done, of, still_open = marked.collect("pyarrow").row(0)
    return _number(done), _number(of), _number(still_open)


def narwhals_on_pandas(files: Mapping[str, Path]) -> Counts:
    """The one rule on pandas; it must be told to keep Arrow's types, for lists to be lists."""
    return narwhals_rate(
        {name: pd.read_parquet(file, dtype_backend="pyarrow") for name, file in files.items()}
    )


def narwhals_on_polars(files: Mapping[str, Path]) -> Counts:
    """The one rule on Polars."""
    import polars as pl

    return narwhals_rate({name: pl.scan_parquet(file) for name, file in files.items()})


def narwhals_on_duckdb(files: Mapping[str, Path]) -> Counts:
    """The one rule on DuckDB."""
    import duckdb

    with duckdb.connect() as database:
        return narwhals_rate(
            {name: database.read_parquet(str(file)) for name, file in files.items()}
        )


def _number(value: Any) -> int:
    return int(value.as_py() if hasattr(value, "as_py") else value)


def _read(files: Mapping[str, Path], name: str, *columns: str) -> pd.DataFrame:
    if files[name].suffix == ".parquet":
        return pd.read_parquet(files[name], columns=list(columns))
    table: pd.DataFrame = pd.read_pickle(files[name])
    return table[list(columns)]

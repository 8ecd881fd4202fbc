"""Spark for the two statements that read every row, where one machine is too small. Needs PySpark and Java.

The parts are written by DuckDB and the results are read by it, so the folder of temporary files (TMPDIR) has to be one
that every machine of a cluster sees under the same name.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal


class NoSparkError(Exception):
    """PySpark is not installed, or there is no Java for it."""

    def __init__(self, lacks: Literal["pyspark", "java"]) -> None:
        super().__init__(lacks)
        self.lacks = lacks


class SparkFailedError(Exception):
    """Spark could not be reached or could not finish; the first line of its reason."""


@contextmanager
def open_spark(master: str, megabytes: int) -> "Iterator[Spark]":
    """A session at ``master`` that ends with the block. Raises NoSparkError and SparkFailedError."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise NoSparkError("pyspark") from None
    logging.getLogger("py4j").setLevel(logging.CRITICAL)
    try:
        session = (
            SparkSession.builder.master(master)
            .appName("stuurwijzer market")
            .config("spark.driver.memory", f"{megabytes}m")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "OFF")
            .getOrCreate()
        )
    except Exception as error:  # Java that is missing, too old or unwilling is told in many ways
        if type(error).__name__ in ("PySparkRuntimeError", "FileNotFoundError", "JavaError"):
            raise NoSparkError("java") from None
        raise SparkFailedError(_first_line(error)) from None
    try:
        yield Spark(session, PySparkException)
    finally:
        session.stop()


class Spark:
    """One session."""

    def __init__(self, session: Any, fault: type[Exception]) -> None:
        self._session, self._fault = session, fault

    def run(self, statement: str, parts: list[Path], result: Path) -> None:
        """Run a statement over ``declaration``, which is all the parts, and write what it gives to a folder.

        Raises SparkFailedError.
        """
        from py4j.protocol import Py4JError

        try:
            self._session.read.parquet(*(str(part) for part in parts)).createOrReplaceTempView("declaration")
            self._session.sql(statement).write.parquet(str(result))
        except (self._fault, Py4JError) as error:
            raise SparkFailedError(_first_line(error)) from None


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).partition("\n")[0][:300]

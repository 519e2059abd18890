"""Coverage-guided fuzzing with atheris (`pip install atheris`, where it has a wheel): any bytes, read and audited.

    python scripts/fuzz.py [-max_total_time=600] [folder of inputs]

A crash leaves the input that caused it in the current folder.
"""

from __future__ import annotations

import io
import sys


def main() -> None:
    try:
        import atheris  # noqa: PLC0415
    except ImportError:
        print("atheris is not installed: pip install atheris (it has no wheel for every Python)", file=sys.stderr)
        return
    with atheris.instrument_imports(include=["auditor"]):
        from auditor.engine import Auditor  # noqa: PLC0415
        from auditor.model import InputError  # noqa: PLC0415
        from auditor.reading import read_documents  # noqa: PLC0415
    auditor = Auditor("zh")

    def one_input(data: bytes) -> None:
        for found in read_documents(["-"], stdin=io.BytesIO(data)):
            if isinstance(found, InputError):
                continue
            report = auditor.audit(found)
            for figure in report.figures:
                if not 0 <= figure.span.start < figure.span.end <= len(found.text):
                    raise AssertionError(f"span out of range: {figure}")
            if report.problems:
                raise AssertionError(report.problems[0].message)

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes N invented filings of twelve columns, as csv or xlsx by the file's name.

    gen-filings.py N FILE...
"""
import importlib.util
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
spec = importlib.util.spec_from_file_location("samples", HERE.parents[1] / "data" / "samples" / "make-samples.py")
samples = importlib.util.module_from_spec(spec)
spec.loader.exec_module(samples)


def rows(count):
    kinds = ["联网工业企业", "平台企业", "标识解析企业"]
    yield samples.HEADERS
    for number in range(1, count + 1):
        yield samples.filing(number, kinds[number % 7 % 3], ["三级", "二级", "一级"][number % 3])


def main():
    if len(sys.argv) < 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    for path in sys.argv[2:]:
        if path.endswith(".xlsx"):
            samples.write_xlsx(path, rows(int(sys.argv[1])))
        else:
            samples.write_csv(path, rows(int(sys.argv[1])), "utf-8")


if __name__ == "__main__":
    main()

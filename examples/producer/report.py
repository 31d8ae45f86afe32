#!/usr/bin/env python3
"""Reports the e-mail addresses of a CSV file to Fencepost: a producer without Fencepost's own code.

It needs Python 3.8, the launcher `fencepost` and Kafka's console producer, and nothing else:

    fencepost datasource add crm --kind producer
    python3 examples/producer/report.py --datasource crm customers.csv

What it does, and what every producer has to do:

1. open a scan, which says what stands in each record and which partition they go to;
2. send what it saw of the object, then its findings, counting them;
3. close the scan with that count, once everything is acknowledged.

Values that were found are never sent: a finding says where, what, how often and how sure.
"""

import argparse
import csv
import datetime
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


def murmur2(data):
    """The hash by which Kafka's clients choose the partition of a key, as a signed 32-bit number."""
    m, mask = 0x5BD1E995, 0xFFFFFFFF
    h = (0x9747B28C ^ len(data)) & mask
    whole = len(data) - len(data) % 4
    for i in range(0, whole, 4):
        k = int.from_bytes(data[i : i + 4], "little") * m & mask
        k = (k ^ k >> 24) * m & mask
        h = h * m & mask ^ k
    if whole < len(data):
        h = (h ^ int.from_bytes(data[whole:], "little")) * m & mask
    h = (h ^ h >> 13) * m & mask
    return h ^ h >> 15


def key_for(partition, partitions):
    """A key that the console producer, which cannot name a partition, sends to this one."""
    number = 0
    while (murmur2(str(number).encode()) & 0x7FFFFFFF) % partitions != partition:
        number += 1
    return str(number)


def timestamp(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat()


def records(scan, path):
    """What was seen of the file, and one finding for each of its columns with addresses."""
    origin = {name: scan[name] for name in ("task_id", "job_id", "attempt", "scan_epoch", "datasource")}
    name = os.path.basename(path)
    stat = os.stat(path)
    yield dict(
        origin,
        object_path=name,
        object={
            "size": stat.st_size,
            "type": "text/csv",
            "modified_at": timestamp(stat.st_mtime),
            "labels": {"public": "true" if stat.st_mode & 0o004 else "false"},
        },
    )
    with open(path, newline="", encoding="utf-8") as file:
        counts = {}
        for row in csv.DictReader(file):
            for column, value in row.items():
                found = sum(1 for _ in EMAIL.finditer(value or ""))
                if column and found:
                    counts[column] = counts.get(column, 0) + found
    for column, count in sorted(counts.items()):
        identity = "\0".join((scan["datasource"], name, column, "EMAIL_ADDRESS"))
        yield dict(
            origin,
            # The same place has the same id in every scan.
            finding_id=hashlib.sha256(identity.encode()).hexdigest(),
            node_group=scan["node_group"],
            info_type="EMAIL_ADDRESS",
            confidence=0.9,
            match_count=count,
            object_path=name,
            field=column,
            discovered_at=timestamp(datetime.datetime.now().timestamp()),
        )


def lines(scan, path):
    key = key_for(scan["partition"], scan["partitions"])
    return [key + "\t" + json.dumps(record) for record in records(scan, path)]


def send(arguments, scan, sent):
    """Returns when the broker has acknowledged every record."""
    command = shlex.split(arguments.console_producer) + [
        "--bootstrap-server", scan["bootstrap_servers"],
        "--topic", scan["topic"],
        "--sync",
        "--producer-property", "acks=all",
        "--property", "parse.key=true",
        "--property", "key.separator=\t",
    ]
    text = "".join(line + "\n" for line in sent)
    subprocess.run(command, input=text, text=True, check=True, stdout=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", help="a CSV file whose first line names the columns")
    parser.add_argument("--datasource", help="a data source of the kind producer")
    parser.add_argument("--fencepost", default="./fencepost", help="the launcher (default: %(default)s)")
    parser.add_argument(
        "--console-producer", metavar="COMMAND", default="kafka-console-producer.sh",
        help="Kafka's console producer, with options of its own if need be (default: %(default)s)")
    parser.add_argument("--dry-run", metavar="SCAN", help="print keys and records for an opened scan's JSON file")
    arguments = parser.parse_args()
    if arguments.dry_run:
        with open(arguments.dry_run, encoding="utf-8") as file:
            print("\n".join(lines(json.load(file), arguments.file)))
        return
    if not arguments.datasource:
        parser.error("name the data source with --datasource")
    fencepost = [arguments.fencepost, "scan"]
    opened = subprocess.run(
        fencepost + ["open", "--datasource", arguments.datasource, "-o", "json"],
        stdout=subprocess.PIPE, text=True, check=True)
    scan = json.loads(opened.stdout)
    number = str(scan["scan"])
    try:
        sent = lines(scan, arguments.file)
        send(arguments, scan, sent)
    except BaseException:
        subprocess.run(fencepost + ["close", number, "--abandon"], check=False)
        raise
    subprocess.run(fencepost + ["close", number, "--records", str(len(sent))], check=True)


if __name__ == "__main__":
    try:
        main()
    except (OSError, subprocess.CalledProcessError) as failure:
        sys.exit("report.py: " + str(failure))

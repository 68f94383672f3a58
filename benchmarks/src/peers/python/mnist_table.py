"""The row of a run of labs/mnist-speed by Nunchi as mnist_speed.py prints it in the end: mnist_table.py FOLDER."""
import json
import sys
from pathlib import Path

import speed

folder = Path(sys.argv[1])
trials = []
for trial in json.loads((folder / "result.json").read_text())["trials"]:
    events = map(json.loads, (folder / trial["folder"] / "journal.jsonl").read_text().splitlines())
    training = sum(event["seconds"] for event in events if event["event"] == "epoch")
    trials.append((training, trial["test"]["accuracy"]))
print(speed.row(trials))

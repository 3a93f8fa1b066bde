#!/usr/bin/env python3
"""Events of the annotated fusion documents, one cluster a line, for fuse_score.py.

    fuse_gold.py GOLD_DIR > PREDICTED.jsonl
    fuse_score.py GOLD_DIR PREDICTED.jsonl

GOLD_DIR/documents.jsonl holds coded documents; events are made of their records.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from verbale.codec import document_from_dict
from verbale.fuse import fuse


def main(folder: str) -> int:
    lines = (Path(folder) / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [document_from_dict(json.loads(line)) for line in lines if line.strip()]
    for event in fuse(documents).events:
        if event.kind in ("visits", "meetings", "agreements"):
            reports = [[m.document, m.kind, m.index] for m in event.members]
            print(json.dumps({"event": event.id, "reports": reports}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

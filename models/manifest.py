"""Writes sizes and SHA-256 of a model's files into its insaneres.json: python manifest.py mini"""
import hashlib
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])
manifest = folder / "insaneres.json"
content = json.loads(manifest.read_text(encoding="utf-8"))
content["files"] = {
    path.relative_to(folder).as_posix(): {
        "size": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    for path in sorted(folder.rglob("*"))
    if path.is_file() and path != manifest and "training" not in path.parts
}
manifest.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")

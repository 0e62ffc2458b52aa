"""Replaces what stands between `<!-- NAME:begin -->` and `<!-- NAME:end -->` in FILE by standard input. Usage: replace-block.py FILE NAME"""
import re
import sys

path, name = sys.argv[1:3]
begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
with open(path, encoding="utf-8") as file:
    text = file.read()
if begin not in text or end not in text:
    sys.exit(f"{path} has no block {name}")
block = f"{begin}\n{sys.stdin.read().strip()}\n{end}"
with open(path, "w", encoding="utf-8") as file:
    file.write(re.sub(re.escape(begin) + ".*?" + re.escape(end), lambda _: block, text, flags=re.S))

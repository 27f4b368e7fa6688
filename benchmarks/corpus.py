"""corpus: ads by the thousand made from others, built into a corpus, with speed and peak memory.

``python -m benchmarks.corpus 20000 [--workers 1 2] [--ads FILE.jsonl] [--national] [--unlike]``
"""

import argparse
import json
import platform
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.finding_work import twenty_thousand_terms
from mobility.archiving.build import build_corpus
from mobility.archiving.runs_log import read_runs
from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_skills
from mobility.finding.sentences import sentences_of
from mobility.foundation.files import lines, writing

SEED = 20260101
MIXED = 0.5
"""Share of the sentences of an ad that come from others."""


def made_ads(
    given: list[dict[str, Any]], n: int, *, unlike: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield ads that are each like one of the given, but with half their sentences from others.

    Where they are to be unlike, each sentence has one more word of the ads behind its first, so
    that hardly any is met twice: what is remembered of sentences is then of little help.
    """
    draw, draw_word = random.Random(SEED), random.Random(SEED)
    texts = [(ad.get("description") or {}).get("text") or "" for ad in given]
    split = [_sentences(text) for text in texts]
    pool = [sentence for sentences in split for sentence in sentences]
    words = sorted({word for text in texts for word in text.split() if word.islower()})
    for number in range(n):
        place = draw.randrange(len(given))
        mixed = [draw.choice(pool) if draw.random() < MIXED else own for own in split[place]]
        if unlike:
            mixed = [_with_a_word(sentence, draw_word.choice(words)) for sentence in mixed]
        ad = dict(given[place])
        ad["id"] = f"made-{number:08d}"
        ad["description"] = {**(ad.get("description") or {}), "text": "".join(mixed)}
        yield ad


def measured(file: Path, folder: Path, *, workers: int, national: bool) -> dict[str, float]:
    """Build a corpus in this process and return seconds and peak memory, workers included."""
    skills = twenty_thousand_terms() if national else demo_skills()
    start, used = time.perf_counter(), time.process_time()
    key = b"for a benchmark only"
    corpus = build_corpus(file, skills, folder, pseudonym_key=key, workers=workers)
    seconds, parent = time.perf_counter() - start, time.process_time() - used
    (run,) = read_runs(corpus.folder).itertuples(index=False)
    with corpus.connection() as connection:
        (text,) = connection.execute("SELECT sum(bytes) FROM ads").fetchone() or (0,)
    return {
        "seconds": seconds,
        "cpu": run.cpu_seconds,
        "parent": parent,
        "text_mb": float(text) / 1e6,
        "terms": len(skills.terms),
        "mentions": corpus.count("mentions"),
        "peak_mb": run.peak_megabytes,
    }


def _with_a_word(sentence: str, word: str) -> str:
    """Put a word behind the first of a sentence."""
    first, blank, rest = sentence.partition(" ")
    return f"{first} {word}{blank}{rest}" if blank else sentence


def _sentences(text: str) -> list[str]:
    """Cut a text into its sentences."""
    return [text[sentence.start : sentence.end] for sentence in sentences_of(text)]


def main() -> None:
    """Make the ads, build each corpus in a process of its own, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=[20_000])
    parser.add_argument("--workers", nargs="*", type=int, default=[1, 2])
    parser.add_argument("--ads", type=Path, help="JobTech ads as JSON lines; else the shipped ones")
    parser.add_argument("--national", action="store_true", help="20,000 terms (needs shared data)")
    parser.add_argument("--unlike", action="store_true", help="no sentence is like another")
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        file, folder = told.one
        found = measured(file, folder, workers=told.workers[0], national=told.national)
        sys.stdout.write(json.dumps(found))
        return
    given = (
        [json.loads(line) for _, _, line in lines(told.ads)]
        if told.ads
        else list(synthetic_ads(2000))
    )
    sys.stdout.write(f"{platform.machine()}, Python {platform.python_version()}, seed {SEED}\n")
    for n in told.numbers:
        with TemporaryDirectory() as home:
            file = Path(home) / "made.jsonl"
            with writing(file) as stream:
                for ad in made_ads(given, n, unlike=told.unlike):
                    stream.write(json.dumps(ad, ensure_ascii=False).encode("utf-8") + b"\n")
            for workers in told.workers:
                _print_one(n, file, Path(home) / f"c{workers}", workers, told.national)


def _print_one(n: int, file: Path, folder: Path, workers: int, national: bool) -> None:
    """Build in a process of its own, so that its peak memory is its own, and print the figures."""
    command = [sys.executable, "-m", "benchmarks.corpus", "--workers", str(workers)]
    command += ["--one", str(file), str(folder), *(["--national"] if national else [])]
    out = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found = json.loads(out)
    seconds, text = found["seconds"], found["text_mb"]
    told = (
        f"{n:>9,} ads, {text:.1f} MB text, {found['terms']:,} terms, {workers} workers",
        f"{seconds:.1f} s, {text / seconds / workers:.1f} MB/s per core, {n / seconds:,.0f} ads/s",
        f"{found['cpu']:.1f} s of processor, {found['parent']:.1f} s of it of the parent",
        f"{1000 * found['cpu'] / text:.0f} ms of processor per MB",
        f"peak of a process {found['peak_mb']:.0f} MB",
        f"{found['mentions']:,} mentions",
    )
    sys.stdout.write("; ".join(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

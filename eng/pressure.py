"""Turns the rows of pressure.sh into tables (standard output) and a plot. Usage: pressure.py ROWS SCENARIOS SVG ABOUT"""
import json
import math
import sys
from collections import defaultdict

ARTICLE = 2.4
LOAD_MB = 20
FIGURES = ("allocated", "collections", "pause", "p99")
TITLES = ("allocation", "collections", "total pause", "p99 pause")


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else math.nan


def spread(ratios):
    return f" ({min(ratios):.2f}–{max(ratios):.2f})" if len(ratios) > 1 else ""


class Pair:
    """The rates of a scenario's two variants, by round: MB/s, collections/s, ms of pause a second, p99 in ms."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.rounds = defaultdict(dict)

    def add(self, variant, round_number, fields):
        t0, bytes0, gcs0, pause0, _, t1, bytes1, gcs1, pause1, p99, done, pace = map(float, fields)
        seconds = t1 - t0
        rates = ((bytes1 - bytes0) / seconds / 1e6, (gcs1 - gcs0) / seconds, (pause1 - pause0) / seconds * 1e3, p99 * 1e3)
        self.rounds[round_number][variant] = dict(zip(FIGURES, rates), kept=done / pace)

    def mean(self, variant, figure):
        return sum(both[variant][figure] for both in self.rounds.values()) / len(self.rounds)

    def ratios(self, figure):
        """One for each round in which both variants paused at all."""
        return [both["bad"][figure] / both["repaired"][figure] for both in self.rounds.values()
                if both["bad"][figure] > 0 and both["repaired"][figure] > 0] or [math.nan]

    def ratio(self, figure):
        return geometric_mean(self.ratios(figure))

    def least_kept(self):
        return min(both[variant]["kept"] for both in self.rounds.values() for variant in ("bad", "repaired"))


def read(rows, scenarios):
    pairs = {}
    with open(scenarios, encoding="utf-8") as file:
        known = {scenario["scenario"]: scenario for scenario in map(json.loads, file)}
    with open(rows, encoding="utf-8") as file:
        for line in file:
            name, variant, round_number, *fields = line.split()
            pairs.setdefault(name, Pair(known[name])).add(variant, round_number, fields)
    return list(pairs.values())


def table_of_pairs(pairs):
    yield "| scenario | operations/s | MB/s | collections/s | pause, ms/s | p99, ms | allocation | collections | total pause | p99 pause |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for pair in pairs:
        sides = [f"{pair.mean('bad', f):.{d}f} : {pair.mean('repaired', f):.{d}f}" for f, d in zip(FIGURES, (1, 1, 1, 2))]
        ratios = [f"{pair.ratio(f):.2f}" + (spread(pair.ratios(f)) if f in ("pause", "p99") else "") for f in FIGURES]
        late = f" (kept {pair.least_kept():.0%})" if pair.least_kept() < 0.97 else ""
        yield f"| `{pair.scenario['scenario']}` | {pair.scenario['pace']:,}{late} | " + " | ".join(sides + ratios) + " |"


def groups_of(pairs):
    groups = defaultdict(list)
    for pair in pairs:
        groups[pair.scenario["group"]].append(pair)
    three = [pair for name in ("closures", "boxing", "pools") for pair in groups.get(name, [])]
    yield from groups.items()
    if three:
        yield "closures, boxing, pools", three
    yield "all", pairs


def table_of_means(pairs):
    yield "| geometric mean over | pairs | " + " | ".join(TITLES) + " | the article |"
    yield "|---|---|---|---|---|---|---|"
    for name, members in groups_of(pairs):
        means = " | ".join(f"{geometric_mean([pair.ratio(f) for pair in members]):.2f}" for f in FIGURES)
        yield f"| {name} | {len(members)} | {means} | {ARTICLE if name.startswith('closures, ') else ''} |"


def table_of_loads(pairs):
    """How the mean of the allocation would be beside another ordinary load, by what each variant allocates on top of it."""
    loads = (5, 10, 20, 40, 80)
    three = [pair for pair in pairs if pair.scenario["group"] in ("closures", "boxing", "pools")] or pairs
    yield "| ordinary load, MB/s | " + " | ".join(map(str, loads)) + " |"
    yield "|---|" + "---|" * len(loads)
    extra = [[max(pair.mean(variant, "allocated") - LOAD_MB, 0) for variant in ("bad", "repaired")] for pair in three]
    means = (geometric_mean([(bad + load) / (repaired + load) for bad, repaired in extra]) for load in loads)
    yield "| allocation, closures, boxing, pools | " + " | ".join(f"{mean:.2f}" for mean in means) + " |"


class Plot:
    """Ratios on a logarithmic axis: a bar for the collections, marks for allocation, pause and p99."""

    LEFT, TOP, ROW, WIDTH = 190, 70, 24, 560
    COLOURS = {"allocated": "#555555", "collections": "#9ecae1", "pause": "#d95f02", "p99": "#7b3294"}

    def __init__(self, pairs):
        self.pairs = pairs
        ratios = [ratio for pair in pairs for f in FIGURES for ratio in [pair.ratio(f)] if ratio > 0]
        self.least, self.most = min([0.5, *ratios]), max([20.0, *ratios])

    def x(self, ratio):
        return self.LEFT + self.WIDTH * math.log(ratio / self.least) / math.log(self.most / self.least)

    def grid(self, bottom):
        for tick in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100):
            if self.least <= tick <= self.most:
                yield f'<line x1="{self.x(tick):.1f}" y1="{self.TOP}" x2="{self.x(tick):.1f}" y2="{bottom}" stroke="{"#333" if tick == 1 else "#ddd"}"/>'
                yield f'<text x="{self.x(tick):.1f}" y="{bottom + 16}" text-anchor="middle">{tick:g}</text>'
        x = self.x(ARTICLE)
        yield f'<line x1="{x:.1f}" y1="{self.TOP - 6}" x2="{x:.1f}" y2="{bottom}" stroke="#c00" stroke-dasharray="5 4"/>'
        yield f'<text x="{x:.1f}" y="{self.TOP - 10}" text-anchor="middle" fill="#c00">the article: {ARTICLE}</text>'

    def row(self, index, pair):
        y = self.TOP + index * self.ROW
        start, end = sorted((self.x(1), self.x(pair.ratio("collections"))))
        yield f'<text x="{self.LEFT - 8}" y="{y + 16}" text-anchor="end">{pair.scenario["scenario"]}</text>'
        yield f'<rect x="{start:.1f}" y="{y + 5}" width="{end - start:.1f}" height="14" fill="{self.COLOURS["collections"]}"/>'
        for figure in ("allocated", "pause", "p99"):
            yield f'<circle cx="{self.x(pair.ratio(figure)):.1f}" cy="{y + 12}" r="4" fill="{self.COLOURS[figure]}" fill-opacity="0.85"/>'

    def legend(self):
        x = self.LEFT
        for figure, title in zip(FIGURES, TITLES):
            yield f'<rect x="{x}" y="32" width="12" height="12" rx="{0 if figure == "collections" else 6}" fill="{self.COLOURS[figure]}"/>'
            yield f'<text x="{x + 17}" y="42">{title}</text>'
            x += 110

    def write(self, path):
        bottom = self.TOP + len(self.pairs) * self.ROW
        lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.LEFT + self.WIDTH + 40}" height="{bottom + 48}" font-family="sans-serif" font-size="12">',
                 '<rect width="100%" height="100%" fill="white"/>',
                 f'<text x="{self.LEFT}" y="20" font-size="14">Pressure on the collector, bad : repaired, at the same work</text>']
        lines += [*self.legend(), *self.grid(bottom)]
        for index, pair in enumerate(self.pairs):
            lines += self.row(index, pair)
        lines += [f'<text x="{self.LEFT + self.WIDTH / 2}" y="{bottom + 36}" text-anchor="middle">times as much as repaired</text>', "</svg>"]
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


rows_path, scenarios_path, svg_path, about_text = sys.argv[1:5]
all_pairs = read(rows_path, scenarios_path)
Plot(all_pairs).write(svg_path)
print(f"{about_text}.\n")
print("\n".join(table_of_pairs(all_pairs)) + "\n")
print("\n".join(table_of_means(all_pairs)) + "\n")
print("Beside another ordinary load the same mistakes would weigh otherwise (calculated from the first table):\n")
print("\n".join(table_of_loads(all_pairs)))

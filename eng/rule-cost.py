"""The parts of eng/rule-cost.sh that are not shell: templates of series, and what Prometheus says of its rules."""
import json, os, re, subprocess, sys, time, urllib.parse, urllib.request

FAMILY = re.compile(r"\b(?:gcwatch|dotnet)_\w+")
SELECTOR = re.compile(r"\b((?:gcwatch|dotnet)_\w+|(?:gcwatch|slo):[\w:]+|up)(\{[^}]*\})?")
PROMISES = (("gc-pause", "gold"), ("heap-growth", "silver"), ("alloc-burst", "bronze"))
SIGNALS = ("pause_p50 pause_p99 allocation_rate live_heap trigger_heap trigger_heap_slope gen0_rate gen1_rate gen2_rate"
           " survival_gen0 survival_gen1 survival_gen2 fragmentation").split()


def rule_files(folder):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".rules.yml"))


def groups(folder):
    """Name, interval and (kind, name, expression) of each rule. Only the form that gcwatch rules writes is understood."""
    for path in rule_files(folder):
        for part in open(path).read().split("\n  - name: ")[1:]:
            lines = part.split("\n")
            rules = []
            in_expression = False
            for line in lines:
                start = re.match(r"      - (record|alert): (.+)", line)
                if start:
                    rules.append([start[1], start[2], ""])
                elif line.startswith("        expr:"):
                    in_expression = True
                elif in_expression and line.startswith("          "):
                    rules[-1][2] += line + "\n"
                else:
                    in_expression = False
            yield lines[0], re.search(r"interval: (\w+)", part)[1], rules


def grown_up(scrape, rules):
    """What a process has after three days and not in its first minutes: burn rates of all windows, and every rule's state."""
    common = ",".join(f'{name}="{value}"' for name, value in re.findall(r'(\w+)="([^"]*)"', next(line for line in scrape.split("\n") if line.startswith("gcwatch_target_up{"))) if name != "reason")
    burns = [f'gcwatch_slo_burn_rate{{{common},slo="{slo}",tier="{tier}",window="{window}"}} 0.25\n' for slo, tier in PROMISES for window in ("5m", "30m", "1h", "2h", "6h", "1d", "3d")]
    kinds = sorted({kind for _, _, all_rules in groups(rules) for rule in all_rules for kind in re.findall(r'gcwatch_rule_firing\{rule="(\w+)"', rule[2])})
    firing = [f'gcwatch_rule_firing{{{common},rule="{kind}"}} 0\n' for kind in kinds]
    known = [re.search(r'(slo|rule)="[^"]*"(.*window="[^"]*")?', line)[0] for line in scrape.split("\n") if line.startswith(("gcwatch_slo_burn_rate{", "gcwatch_rule_firing{"))]
    return [line for line in burns + firing if not any(all(part in line for part in re.findall(r'(?:slo|rule|window)="[^"]*"', one)) for one in known)]


def templates(scrape, rules, work):
    """A line for each series, as one pod of a service has it; and for what the rules record of a service."""
    read = {name for _, _, all_rules in groups(rules) for rule in all_rules for name in FAMILY.findall(rule[2])}
    own = {"service": "SERVICE", "namespace": "SPACE", "env": "prod", "pod": "POD", "process": "app-1"}
    ours = ",".join(f'{name}="{value}"' for name, value in own.items() if name != "process")
    lines = [line for line in open(scrape)] + grown_up(open(scrape).read(), rules)
    files = {name: open(os.path.join(work, name), "w") for name in ("read", "unread", "increases", "rates", "quartiles")}
    for line in lines:
        if line.startswith("#"):
            continue
        name = line.split("{")[0]
        if name.startswith("gcwatch_slo_") and 'result="good"' in line:
            line = line.rsplit(" ", 1)[0] + " 60\n"
        if 'process="' in line:
            for label, value in own.items():
                line = re.sub(rf'([{{,]){label}="[^"]*"', rf'\1{label}="{value}"', line)
            line = line.replace("{", '{instance="POD:9464",job="gcwatch",', 1)
        else:
            line = line.replace("{", '{instance="POD:9464",job="gcwatch",' + ours + ",", 1)
        files["read" if name in read else "unread"].write(line)
    files["read"].write(f'up{{instance="POD:9464",job="gcwatch",{ours}}} 1\n')
    service = 'env="prod",namespace="SPACE",service="SERVICE"'
    for slo, tier in PROMISES:
        for result, value in (("good", 1000.5), ("bad", 2.5), ("unknown", 0)):
            labels = f'{service},slo="{slo}",tier="{tier}",result="{result}",sloth_id="SERVICE-{slo}-prod-SPACE",sloth_service="SERVICE",sloth_slo="{slo}"'
            files["increases"].write(f"gcwatch:slo_events:increase5m{{{labels}}} {value}\n")
            files["rates"].write(f"gcwatch:slo_events:rate5m{{{labels}}} {value / 300}\n")
    for signal in SIGNALS:
        for quartile in ("25", "50", "75"):
            files["quartiles"].write(f'gcwatch:history:q{quartile}{{{service},signal="{signal}"}} 1.5\n')
    for file in files.values():
        file.close()
    lines = {name: sum(1 for _ in open(os.path.join(work, name))) for name in files}
    print(f"a pod: {lines['read']} series that rules read, {lines['unread']} others; a service: {lines['increases']} increases, {lines['quartiles']} quartiles recorded")


def ask(url, path, **parameters):
    with urllib.request.urlopen(f"{url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}", timeout=300) as answer:
        return json.load(answer)["data"]


def value(url, query):
    result = ask(url, "query", query=query)["result"]
    return float(result[0]["value"][1]) if result else 0.0


def metric(url, name):
    """From the server's own page: it does not scrape itself."""
    with urllib.request.urlopen(f"{url}/metrics", timeout=60) as answer:
        return sum(float(line.rsplit(" ", 1)[1]) for line in answer.read().decode().splitlines() if re.match(rf"{name}[ {{]", line))


def storage(url, data, pid):
    status = {line.split(":")[0]: line.split()[1] for line in open(f"/proc/{pid}/status") if line.startswith("Vm")}
    blocks = []
    for name in os.listdir(data):
        meta = os.path.join(data, name, "meta.json")
        if os.path.exists(meta):
            stats = json.load(open(meta))
            size = sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(os.path.join(data, name)) for file in files)
            blocks.append(((stats["maxTime"] - stats["minTime"]) / 3.6e6, stats["stats"]["numSamples"], stats["stats"]["numSeries"], size))
    wal = sum(os.path.getsize(os.path.join(folder, file)) for part in ("wal", "chunks_head") for folder, _, files in os.walk(os.path.join(data, part)) for file in files)
    print(f"head: {metric(url, 'prometheus_tsdb_head_series'):.0f} series, {metric(url, 'prometheus_tsdb_head_chunks'):.0f} chunks; resident {int(status['VmRSS']) / 1e3:.0f} MB (most {int(status['VmHWM']) / 1e3:.0f}), Go heap in use {metric(url, 'go_memstats_heap_inuse_bytes') / 1e6:.0f} MB; WAL and head on disk {wal / 1e6:.0f} MB")
    for name, some in (("of more than a day", [b for b in blocks if b[0] > 22]), ("of a day and less", [b for b in blocks if b[0] <= 22])):
        if some:
            samples, size = sum(b[1] for b in some), sum(b[3] for b in some)
            print(f"{len(some)} blocks {name}: {samples} samples, most series {max(b[2] for b in some)}, {size / 1e6:.0f} MB, {size / samples:.2f} bytes a sample")


def configure(url, rules, work, often):
    """Loads the rules; an interval of an hour becomes two minutes, or there would be no evaluation to see."""
    loaded = os.path.join(work, "rules")
    os.makedirs(loaded, exist_ok=True)
    for path in rule_files(rules):
        text = open(path).read()
        open(os.path.join(loaded, os.path.basename(path)), "w").write(text.replace("interval: 1h", "interval: 2m") if often else text)
    open(os.path.join(work, "prometheus.yml"), "w").write(f"global: {{ evaluation_interval: 30s }}\nrule_files: ['{loaded}/*.yml']\n")
    urllib.request.urlopen(urllib.request.Request(f"{url}/-/reload", method="POST"), timeout=60).read()


def live(url, rules, work, seconds, pid):
    configure(url, rules, work, often=True)
    cpu = ticks(pid)
    seen, rule_times = {}, {}
    end = time.time() + int(seconds)
    while time.time() < end:
        for group in ask(url, "rules")["groups"]:
            if group["lastEvaluation"].startswith("0001"):
                continue
            key = group["lastEvaluation"]
            if key not in seen.setdefault(group["name"], {}):
                seen[group["name"]][key] = group["evaluationTime"]
                for rule in group["rules"]:
                    name = (group["name"], rule["name"], rule.get("labels", {}).get("signal", ""))
                    rule_times.setdefault(name, []).append(rule["evaluationTime"])
                    if rule["health"] == "err":
                        print("ERROR", name, rule.get("lastError"))
        time.sleep(1)
    print(f"Prometheus used {(ticks(pid) - cpu) / int(seconds):.2f} cores, ingestion included")
    print("| group | interval | rules | evaluations | seconds, mean | most | share of the interval |\n|---|---|---|---|---|---|---|")
    for name, interval, all_rules in groups(rules):
        times = list(seen.get(name, {}).values())
        if times:
            mean = sum(times) / len(times)
            print(f"| `{name}` | {interval} | {len(all_rules)} | {len(times)} | {mean:.3f} | {max(times):.3f} | {100 * mean / length(interval):.2f} % |")
    print("the dearest rules, mean seconds:")
    for (group, rule, signal), times in sorted(rule_times.items(), key=lambda item: -sum(item[1]) / len(item[1]))[:14]:
        print(f"  {sum(times) / len(times):.3f}  {group} {rule} {signal}")


def queries(url, rules, work):
    """Each group's expressions one after the other, three times; the least processor time, as samples come in meanwhile."""
    print("| group | series in | samples read | most samples at once | series out | seconds of CPU | seconds |\n|---|---|---|---|---|---|---|")
    dearest = []
    for name, interval, all_rules in groups(rules):
        selectors = set()
        for rule in all_rules:
            bare = re.sub(r"\b(by|on|without) ?\([^)]*\)", "", rule[2])
            selectors |= {a + b for a, b in SELECTOR.findall(bare)}
        rounds = [evaluate(url, all_rules) for _ in range(3)]
        stats = rounds[-1]
        dearest += [(seconds, name, rule) for seconds, rule in stats["rules"]]
        series = sum(value(url, f"count(last_over_time({selector}[2h]))") for selector in selectors)
        print(f"| `{name}` | {series:.0f} | {stats['read']} | {stats['peak']} | {stats['out']} | {min(r['cpu'] for r in rounds):.2f} | {min(r['seconds'] for r in rounds):.3f} |", flush=True)
    print("the dearest expressions, seconds:")
    for seconds, name, rule in sorted(dearest, reverse=True)[:12]:
        print(f"  {seconds:.3f} {name} {rule}")


def evaluate(url, all_rules):
    cpu = metric(url, "process_cpu_seconds_total")
    total = {"read": 0, "peak": 0, "out": 0, "seconds": 0.0, "rules": []}
    for _, rule, expression in all_rules:
        answer = ask(url, "query", query=expression, stats="all")
        stats = answer["stats"]
        total["read"] += stats["samples"]["totalQueryableSamples"]
        total["peak"] = max(total["peak"], stats["samples"]["peakSamples"])
        total["seconds"] += stats["timings"]["evalTotalTime"]
        total["out"] += len(answer["result"])
        total["rules"].append((stats["timings"]["evalTotalTime"], rule))
    return total | {"cpu": metric(url, "process_cpu_seconds_total") - cpu}


def day(url, rules, work, start, end):
    print("| group | evaluations of a day | seconds in all | samples written |\n|---|---|---|---|")
    output = os.path.join(work, "day")
    for path in rule_files(rules):
        text = open(path).read()
        head, *parts = text.split("\n  - name: ")
        for part in parts:
            if "- record:" not in part:
                continue
            name, interval = part.split("\n")[0], re.search(r"interval: (\w+)", part)[1]
            one = os.path.join(work, f"{name}.yml")
            open(one, "w").write("groups:\n  - name: " + part + "\n")
            began = time.time()
            said = subprocess.run(["promtool", "tsdb", "create-blocks-from", "rules", f"--start={start}", f"--end={end}", f"--url={url}", f"--output-dir={output}-{name}", f"--eval-interval={interval}", one], capture_output=True, text=True, timeout=1500)
            seconds = time.time() - began
            samples = 0
            for folder, _, files in os.walk(f"{output}-{name}"):
                if "meta.json" in files:
                    samples += json.load(open(os.path.join(folder, "meta.json")))["stats"]["numSamples"]
            print(f"| `{name}` | {(int(end) - int(start)) // length(interval):.0f} | {seconds:.1f} | {samples} |" + ("" if samples else " FAILED: " + (said.stdout + said.stderr)[-300:]), flush=True)


def length(duration):
    return int(duration[:-1]) * {"s": 1, "m": 60, "h": 3600}[duration[-1]]


def ticks(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


COMMANDS = {"templates": templates, "storage": storage, "live": live, "queries": queries, "day": day}
COMMANDS[sys.argv[1]](*sys.argv[2:])

"""The parts of eng/dashboard-cost.sh that are not shell: the series that the fleet's dashboard reads, and what its queries take."""
import json, re, sys, time, urllib.parse, urllib.request

PROMISES = (("gc-pause", "gold"), ("heap-growth", "silver"), ("alloc-burst", "bronze"))
RECORDED = ("slo:period_error_budget_remaining:ratio", "slo:sli_error:ratio_rate5m", "slo:sli_error:ratio_rate1h", "slo:error_budget:ratio", "slo:objective:ratio", "gcwatch:slo_coverage:ratio_rate1d")
MINUTE = 60
PIXELS_OF_A_COLUMN = 60


def templates(work):
    """A line for each series, as a service and as a pod has it."""
    service = 'env="prod",namespace="SPACE",service="SERVICE"'
    with open(f"{work}/recorded", "w") as file:
        for slo, tier in PROMISES:
            for name in RECORDED:
                file.write(f'{name}{{{service},slo="{slo}",tier="{tier}",sloth_service="SERVICE",sloth_slo="{slo}"}} 0.5\n')
        for result in ("good", "bad", "unknown"):
            file.write(f'gcwatch:slo_events:rate5m{{{service},slo="gc-pause",tier="gold",result="{result}"}} 0.5\n')
    with open(f"{work}/hourly", "w") as file:
        for signal in ("pause_p99", "allocation_rate", "live_heap"):
            file.write(f'gcwatch:history:q50{{{service},signal="{signal}"}} 1.5\n')
    with open(f"{work}/pods", "w") as file:
        file.write(f'gcwatch_target_up{{agent="gcwatch",instance="POD:9464",job="gcwatch",{service},pod="POD",process="app-1"}} 1\n')


def ask(url, path, **parameters):
    parameters["stats"] = "all"
    return json.load(urllib.request.urlopen(f"{url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"))["data"]


def step_of(panel, hours):
    """Grafana asks for a point a pixel, and for no more than the panel's interval."""
    least = int(panel.get("interval", "0m")[:-1]) * MINUTE
    return max(least, hours * 60 * MINUTE // (panel["gridPos"]["w"] * PIXELS_OF_A_COLUMN), 1)


def queries(url, now, hours):
    """Each query of the dashboard with all chosen, three times; the quickest, as the machine is shared."""
    dashboard = json.load(open("dashboards/gcwatch-fleet.json"))
    values = {variable["name"]: variable.get("allValue", "") for variable in dashboard["templating"]["list"]}
    print("| panel | query | samples read | seconds |\n|---|---|---|---|")
    total = 0.0
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            expression = re.sub(r"\$(\w+)", lambda match: values[match[1]], target["expr"])
            seconds = []
            for _ in range(3):
                start = time.monotonic()
                if target["instant"]:
                    answer = ask(url, "query", query=expression, time=now - 120)
                else:
                    answer = ask(url, "query_range", query=expression, start=now - hours * 3600, end=now - 120, step=step_of(panel, hours))
                seconds.append(time.monotonic() - start)
            total += min(seconds)
            print(f"| {panel['title']} | {target['refId']}, {'once' if target['instant'] else 'a line'} | {answer['stats']['samples']['totalQueryableSamples']} | {min(seconds):.3f} |", flush=True)
    print(f"all one after the other: {total:.1f} s")


if __name__ == "__main__":
    if sys.argv[1] == "templates":
        templates(sys.argv[2])
    else:
        queries(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))

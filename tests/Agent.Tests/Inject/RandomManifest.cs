namespace GcWatch.Agent.Tests.Inject;

/// <summary>A deployment with what YAML allows: any indentation, comments and blank lines anywhere, block scalars, flow forms, in any order.</summary>
internal sealed class RandomManifest(Random chance)
{
    private readonly List<string> lines = [];

    public string Write()
    {
        if (Chance(3)) lines.Add("---");
        Noise(0);
        lines.AddRange(["apiVersion: apps/v1", "kind: Deployment"]);
        lines.Add("metadata: {name: random}");
        lines.Add("spec:");
        int spec = Step();
        lines.Add($"{Space(spec)}template:");
        int template = spec + Step();
        lines.Add($"{Space(template)}spec:");
        Pod(template + Step());
        if (Chance(3)) lines.Add($"{Space(spec)}replicas: 2  # two");
        Noise(0);
        if (Chance(4)) lines.AddRange(["---", "# the end"]);
        string end = Chance(3) ? "\r\n" : "\n";
        return string.Join(end, lines) + (Chance(4) ? "" : end);
    }

    private void Pod(int column) => InAnyOrder(
        () => Containers(column),
        () => Maybe(column, "volumes", Item("v", "emptyDir: {}")),
        () => Maybe(column, "initContainers", Item("i", "image: init")),
        () => Single(column, "dnsPolicy", "Default"),
        () => Script(column, "note"));

    private void Containers(int column)
    {
        if (Chance(6))
        {
            lines.Add($"{Space(column)}containers: [{{name: app, image: \"app:1\"{(Chance(2) ? ", env: []" : "")}}}{(Chance(2) ? ", " : "")}]{Comment()}");
            return;
        }

        lines.Add($"{Space(column)}containers:{Comment()}");
        int dash = column + (Chance(2) ? 0 : Step());
        Noise(dash);
        int keys = dash + 2 + chance.Next(3);
        int first = lines.Count;
        lines.Add($"{Space(keys)}name: app{Comment()}");
        InAnyOrder(
            () => lines.Add($"{Space(keys)}image: app:1{Comment()}"),
            () => Maybe(keys, "env", Item("A", "value: 'b'")),
            () => Maybe(keys, "volumeMounts", Item("v", "mountPath: /v")),
            () => Script(keys, "args"));
        lines[first] = $"{Space(dash)}-{lines[first][(dash + 1)..]}";
    }

    /// <summary>A list with some items, in lines or in brackets, or none at all.</summary>
    private void Maybe(int column, string key, Func<int, string[]> item)
    {
        switch (chance.Next(4))
        {
            case 0:
                return;
            case 1:
                lines.Add($"{Space(column)}{key}: [{(Chance(2) ? $"{{name: z, {item(0)[^1].Trim()}}}" : "")}]{Comment()}");
                return;
            default:
                lines.Add($"{Space(column)}{key}:{Comment()}");
                int dash = column + (Chance(2) ? 0 : Step());
                Noise(dash);
                lines.AddRange(item(dash));
                if (Chance(3)) lines.AddRange(item(dash));
                Noise(dash + chance.Next(3));
                return;
        }
    }

    private static Func<int, string[]> Item(string name, string rest) => dash => [$"{Space(dash)}- name: {name}", $"{Space(dash + 2)}{rest}"];

    private void Single(int column, string key, string value)
    {
        if (Chance(2)) lines.Add($"{Space(column)}{key}: {value}{Comment()}");
    }

    private void Script(int column, string key)
    {
        if (!Chance(2)) return;
        lines.Add($"{Space(column)}{key}: {(Chance(2) ? '|' : '>')}{new[] { "", "-", "+" }[chance.Next(3)]}{Comment()}");
        lines.AddRange([$"{Space(column + 2)}first: [", "", $"{Space(column + 3)}# no comment\t"]);
        for (int i = chance.Next(3); i > 0; i--) lines.Add("");
    }

    private void InAnyOrder(params Action[] parts)
    {
        chance.Shuffle(parts);
        foreach (Action part in parts)
        {
            part();
        }
    }

    private void Noise(int column)
    {
        for (int i = chance.Next(8) - 5; i > 0; i--) lines.Add(Chance(2) ? "" : $"{Space(column)}# a comment: [");
    }

    private string Comment() => Chance(4) ? "  # why {not" : "";

    private int Step() => 1 + chance.Next(4);

    private bool Chance(int oneIn) => chance.Next(oneIn) == 0;

    private static string Space(int count) => new(' ', count);
}

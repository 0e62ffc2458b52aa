using System.Collections;
using GcWatch.Agent.Options;
using Serilog.Events;

namespace GcWatch.Agent.Tests.Options;

public sealed class OptionsLoaderTests
{
    [Fact]
    public void Without_anything_the_defaults_hold()
    {
        AgentOptions options = Load();
        Assert.Null(options.Targets.Pid);
        Assert.Null(options.Targets.Name);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.Targets.ScanInterval);
        Assert.Equal(("127.0.0.1", 9464), (options.Metrics.Address, options.Metrics.Port));
        Assert.Null(options.Otlp.Endpoint);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Otlp.Period);
        Assert.Equal(16, options.Session.BufferMegabytes);
        Assert.Equal((LogEventLevel.Information, LogFormat.Auto), (options.Log.Level, options.Log.Format));
    }

    [Fact]
    public void A_file_changes_only_what_it_names()
    {
        AgentOptions options = Load("""{ "Metrics": { "Port": 9000 }, "Log": { "Format": "Json" } }""");
        Assert.Equal(("127.0.0.1", 9000), (options.Metrics.Address, options.Metrics.Port));
        Assert.Equal((LogEventLevel.Information, LogFormat.Json), (options.Log.Level, options.Log.Format));
    }

    [Fact]
    public void The_environment_wins_over_the_file_and_the_command_line_over_both()
    {
        const string File = """{ "Metrics": { "Port": 9001 }, "Identity": { "Service": "file", "Env": "file", "Pod": "file" } }""";
        AgentOptions options = Load(
            File,
            [("GCWATCH_IDENTITY__SERVICE", "environment"), ("GCWATCH_IDENTITY__ENV", "environment"), ("GCWATCH_METRICS__PORT", "9002")],
            [("Identity", "Service", "command line")]);
        Assert.Equal(("command line", "environment", "file"), (options.Identity.Service, options.Identity.Env, options.Identity.Pod));
        Assert.Equal(9002, options.Metrics.Port);
    }

    [Fact]
    public void Keys_and_words_are_understood_in_any_case()
    {
        AgentOptions options = Load(
            """{ "metrics": { "PORT": 9000 }, "LOG": { "format": "json" } }""", [("gcwatch_Log__level", "wARNING"), ("GcWatch_Identity__ENV", "prod")]);
        Assert.Equal(9000, options.Metrics.Port);
        Assert.Equal((LogEventLevel.Warning, LogFormat.Json), (options.Log.Level, options.Log.Format));
        Assert.Equal("prod", options.Identity.Env);
    }

    [Fact]
    public void Every_option_can_be_set_by_its_variable()
    {
        foreach ((string variable, string value, Func<AgentOptions, object?> read) in Variables)
        {
            Assert.Equal(value, read(Load(environment: [(variable, value)]))?.ToString());
        }

        Assert.Equal(OptionKeys.All.Select(key => key.Variable).Order(StringComparer.Ordinal), Variables.Select(entry => entry.Variable).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed_in_a_file() =>
        Assert.Equal(9000, Load("{ // where\n \"Metrics\": { \"Port\": 9000, /* there */ }, }").Metrics.Port);

    [Theory]
    [InlineData("""{ "Metrics": { "Prot": 9000 } }""", "Metrics.Prot is not an option")]
    [InlineData("""{ "Metrcs": { "Port": 9000 } }""", "Metrcs is not an option")]
    [InlineData("""{ "Port": 9000 }""", "Port is not an option")]
    [InlineData("""[ 1 ]""", "the configuration must be a JSON object")]
    [InlineData("""null""", "the configuration must be a JSON object")]
    [InlineData("""{ "Metrics": { "Port": }""", "not valid JSON at line 1")]
    [InlineData("{\n\"Metrics\": {", "not valid JSON at line 2")]
    [InlineData("", "not valid JSON at line 1")]
    [InlineData("""{ "Metrics": { "Port": 1, "Port": 2 } }""", "a key is there twice")]
    public void A_file_that_is_wrong_is_named_with_what_is_wrong(string text, string complaint)
    {
        using var file = new OptionsFile(text);
        Assert.Equal($"{file.Path}: {complaint}", Refused(() => OptionsLoader.Load(file.Path, new Hashtable(), [])));
    }

    [Theory]
    [InlineData("""{ "Metrics": { "Port": "many" } }""", "Metrics.Port has a value of the wrong kind")]
    [InlineData("""{ "Metrics": { "Port": 1.5 } }""", "Metrics.Port has a value of the wrong kind")]
    [InlineData("""{ "Metrics": { "Port": null } }""", "Metrics.Port has a value of the wrong kind")]
    [InlineData("""{ "Metrics": 9464 }""", "Metrics has a value of the wrong kind")]
    [InlineData("""{ "Metrics": null }""", "Metrics has a value of the wrong kind")]
    [InlineData("""{ "Metrics": { "Address": null } }""", "Metrics.Address has a value of the wrong kind")]
    [InlineData("""{ "Targets": { "ScanInterval": "soon" } }""", "Targets.ScanInterval has a value of the wrong kind")]
    [InlineData("""{ "Targets": { "Name": 7 } }""", "Targets.Name has a value of the wrong kind")]
    [InlineData("""{ "Log": { "Level": "Loud" } }""", "Log.Level has a value of the wrong kind")]
    [InlineData("""{ "Log": { "Level": 17 } }""", "Log.Level is invalid")]
    [InlineData("""{ "Otlp": { "Endpoint": "collector:4318" } }""", "Otlp.Endpoint must be an http or https address")]
    [InlineData("""{ "Otlp": { "Endpoint": "/v1/metrics" } }""", "Otlp.Endpoint must be an http or https address")]
    [InlineData("""{ "Otlp": { "Endpoint": "ftp://collector" } }""", "Otlp.Endpoint must be an http or https address")]
    [InlineData("{ \"Alertmanager\": { \"Urls\": [ \"http://one:9093\", \"two:9093\" ] } }", "Alertmanager.Urls must be http or https addresses")]
    [InlineData("{ \"Alertmanager\": { \"Urls\": \"ftp://one\" } }", "Alertmanager.Urls must be http or https addresses")]
    [InlineData("{ \"Alertmanager\": { \"Loudest\": \"Deafening\" } }", "Alertmanager.Loudest has a value of the wrong kind")]
    public void A_value_of_the_wrong_kind_is_named_by_its_path(string text, string complaint)
    {
        using var file = new OptionsFile(text);
        Assert.Equal(complaint, Refused(() => OptionsLoader.Load(file.Path, new Hashtable(), [])));
    }

    [Theory]
    [InlineData("Targets", "Pid", "1", "2147483647", "0", "-1", "Targets.Pid must be between 1 and 2147483647")]
    [InlineData("Targets", "ScanInterval", "00:00:00.1", "00:01:00", "00:00:00.0999999", "00:01:00.0000001", "Targets.ScanInterval must be between 00:00:00.1 and 00:01:00")]
    [InlineData("Metrics", "Port", "1", "65535", "0", "65536", "Metrics.Port must be between 1 and 65535")]
    [InlineData("Otlp", "Period", "00:00:01", "00:05:00", "00:00:00.9999999", "00:05:00.0000001", "Otlp.Period must be between 00:00:01 and 00:05:00")]
    [InlineData("Alertmanager", "ResendInterval", "00:00:01", "00:10:00", "00:00:00.9999999", "00:10:00.0000001", "Alertmanager.ResendInterval must be between 00:00:01 and 00:10:00")]
    [InlineData("Alertmanager", "Timeout", "00:00:00.1", "00:01:00", "00:00:00.0999999", "00:01:00.0000001", "Alertmanager.Timeout must be between 00:00:00.1 and 00:01:00")]
    [InlineData("Alertmanager", "QueueLimit", "10", "10000", "9", "10001", "Alertmanager.QueueLimit must be between 10 and 10000")]
    [InlineData("Baselines", "SnapshotInterval", "00:00:05", "1.00:00:00", "00:00:04.9999999", "1.00:00:00.0000001", "Baselines.SnapshotInterval must be between 00:00:05 and 1.00:00:00")]
    [InlineData("History", "Timeout", "00:00:00.1", "00:05:00", "00:00:00.0999999", "00:05:00.0000001", "History.Timeout must be between 00:00:00.1 and 00:05:00")]
    [InlineData("Session", "BufferMegabytes", "1", "256", "0", "257", "Session.BufferMegabytes must be between 1 and 256")]
    public void A_number_is_taken_up_to_both_ends_of_its_range(string section, string property, string least, string most, string below, string above, string complaint)
    {
        Assert.NotNull(Load(commandLine: [(section, property, least)]));
        Assert.NotNull(Load(commandLine: [(section, property, most)]));
        Assert.Equal(complaint, Refused(() => Load(commandLine: [(section, property, below)])));
        Assert.Equal(complaint, Refused(() => Load(commandLine: [(section, property, above)])));
    }

    [Theory]
    [InlineData("Targets", "Name", 1, "Targets.Name must be a string with a minimum length of 1 and a maximum length of 256")]
    [InlineData("Identity", "Service", 0, "Identity.Service must be a string with a maximum length of 256")]
    [InlineData("Identity", "Env", 0, "Identity.Env must be a string with a maximum length of 256")]
    [InlineData("Identity", "Namespace", 0, "Identity.Namespace must be a string with a maximum length of 256")]
    [InlineData("Identity", "Pod", 0, "Identity.Pod must be a string with a maximum length of 256")]
    [InlineData("Metrics", "Address", 1, null)]
    public void A_text_is_taken_up_to_both_ends_of_its_range(string section, string property, int least, string? complaint)
    {
        Assert.NotNull(Load(commandLine: [(section, property, new string('x', least))]));
        Assert.NotNull(Load(commandLine: [(section, property, new string('x', 256))]));
        if (least > 0) Assert.Equal(complaint ?? $"{section}.{property} is required", Refused(() => Load(commandLine: [(section, property, "")])));
        if (complaint is not null) Assert.Equal(complaint, Refused(() => Load(commandLine: [(section, property, new string('x', 257))])));
    }

    [Fact]
    public void Each_fault_has_its_line() => Assert.Equal(
        ["Metrics.Port must be between 1 and 65535", "Session.BufferMegabytes must be between 1 and 256"],
        Refused(() => Load(commandLine: [("Metrics", "Port", "0"), ("Session", "BufferMegabytes", "0")])).Split('\n'));

    [Fact]
    public void Variables_that_are_no_options_are_reported_and_not_fatal()
    {
        LoadedOptions loaded = OptionsLoader.Load(null, Environment([("GCWATCH_SERVICE_HOST", "10.0.0.1"), ("GCWATCH_PORT_9464_TCP", "tcp://10.0.0.1:9464"), ("PATH", "/bin")]), []);
        Assert.Equal(["GCWATCH_PORT_9464_TCP", "GCWATCH_SERVICE_HOST"], loaded.UnknownVariables.Order(StringComparer.Ordinal));
        Assert.Equal(9464, loaded.Options.Metrics.Port);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.StartsWith(
        "cannot read the configuration /no/such/file.json: ", Refused(() => OptionsLoader.Load("/no/such/file.json", new Hashtable(), [])), StringComparison.Ordinal);

    [Fact]
    public void A_folder_is_no_file() => Assert.StartsWith(
        "cannot read the configuration /: ", Refused(() => OptionsLoader.Load("/", new Hashtable(), [])), StringComparison.Ordinal);

    private static (string Variable, string Value, Func<AgentOptions, object?> Read)[] Variables =>
    [
        ("GCWATCH_TARGETS__PID", "17", options => options.Targets.Pid),
        ("GCWATCH_TARGETS__NAME", "Shop*", options => options.Targets.Name),
        ("GCWATCH_TARGETS__SOCKET", "/tmp/one", options => options.Targets.Socket),
        ("GCWATCH_TARGETS__LISTEN", "/diag/gcwatch.sock", options => options.Targets.Listen),
        ("GCWATCH_TARGETS__LISTENMODE", "600", options => options.Targets.ListenMode),
        ("GCWATCH_TARGETS__SCAN", "True", options => options.Targets.Scan),
        ("GCWATCH_TARGETS__INCLUDE", "name:Shop*;env:TEAM=pay", options => string.Join(';', options.Targets.Include)),
        ("GCWATCH_TARGETS__EXCLUDE", "cmd:*--test*", options => string.Join(';', options.Targets.Exclude)),
        ("GCWATCH_TARGETS__LIMIT", "12", options => options.Targets.Limit),
        ("GCWATCH_TARGETS__SCANINTERVAL", "00:00:02", options => options.Targets.ScanInterval),
        ("GCWATCH_IDENTITY__SERVICE", "shop", options => options.Identity.Service),
        ("GCWATCH_IDENTITY__ENV", "prod", options => options.Identity.Env),
        ("GCWATCH_IDENTITY__NAMESPACE", "web", options => options.Identity.Namespace),
        ("GCWATCH_IDENTITY__POD", "shop-abc", options => options.Identity.Pod),
        ("GCWATCH_METRICS__ADDRESS", "*", options => options.Metrics.Address),
        ("GCWATCH_METRICS__PORT", "9000", options => options.Metrics.Port),
        ("GCWATCH_OTLP__ENDPOINT", "http://collector:4318/v1/metrics", options => options.Otlp.Endpoint),
        ("GCWATCH_OTLP__PERIOD", "00:00:03", options => options.Otlp.Period),
        ("GCWATCH_ALERTMANAGER__URLS", "http://one:9093;https://two/am", options => string.Join(';', options.Alertmanager.Urls)),
        ("GCWATCH_ALERTMANAGER__RESENDINTERVAL", "00:00:30", options => options.Alertmanager.ResendInterval),
        ("GCWATCH_ALERTMANAGER__TIMEOUT", "00:00:05", options => options.Alertmanager.Timeout),
        ("GCWATCH_ALERTMANAGER__BEARERTOKENFILE", "/run/token", options => options.Alertmanager.BearerTokenFile),
        ("GCWATCH_ALERTMANAGER__CAFILE", "/run/ca.pem", options => options.Alertmanager.CaFile),
        ("GCWATCH_ALERTMANAGER__QUEUELIMIT", "50", options => options.Alertmanager.QueueLimit),
        ("GCWATCH_ALERTMANAGER__LOUDEST", "Critical", options => options.Alertmanager.Loudest),
        ("GCWATCH_ALERTMANAGER__QUIETEST", "Info", options => options.Alertmanager.Quietest),
        ("GCWATCH_ALERTMANAGER__RUNBOOKFOLDER", "https://runbooks", options => options.Alertmanager.RunbookFolder),
        ("GCWATCH_ALERTMANAGER__DASHBOARD", "https://grafana/d/{service}", options => options.Alertmanager.Dashboard),
        ("GCWATCH_SESSION__BUFFERMEGABYTES", "64", options => options.Session.BufferMegabytes),
        ("GCWATCH_SLO__PAUSE", "[{\"Name\":\"quick\"}]", options => Named(options.Slo.Pause)),
        ("GCWATCH_SLO__HEAPGROWTH", "[{\"Name\":\"steady\"}]", options => Named(options.Slo.HeapGrowth)),
        ("GCWATCH_SLO__ALLOCATIONBURST", "[{\"Name\":\"calm\"}]", options => Named(options.Slo.AllocationBurst)),
        ("GCWATCH_PAGING__ENABLED", "True", options => options.Paging.Enabled),
        ("GCWATCH_RULES__TIMESCALE", "60", options => options.Rules.TimeScale),
        ("GCWATCH_RULES__HEAPOVERTRIGGERFACTOR", "2.5", options => options.Rules.HeapOverTriggerFactor),
        ("GCWATCH_RULES__HEAPOVERTRIGGERCOLLECTIONS", "20", options => options.Rules.HeapOverTriggerCollections),
        ("GCWATCH_RULES__HEAPOVERTRIGGERFROM", "Gen0", options => options.Rules.HeapOverTriggerFrom),
        ("GCWATCH_RULES__GEN2STORMCOLLECTIONS", "30", options => options.Rules.Gen2StormCollections),
        ("GCWATCH_RULES__INDUCEDCOLLECTIONS", "5", options => options.Rules.InducedCollections),
        ("GCWATCH_RULES__LONGSUSPENSION", "00:00:02", options => options.Rules.LongSuspension),
        ("GCWATCH_RULES__STUCKPAUSE", "00:00:09", options => options.Rules.StuckPause),
        ("GCWATCH_RULES__MEMORYDEVIATION", "0.2", options => options.Rules.MemoryDeviation),
        ("GCWATCH_RULES__MEMORYDEVIATIONFOR", "00:03:00", options => options.Rules.MemoryDeviationFor),
        ("GCWATCH_RULES__TIMETOLIMIT", "02:00:00", options => options.Rules.TimeToLimit),
        ("GCWATCH_RULES__FRAGMENTATION", "0.4", options => options.Rules.Fragmentation),
        ("GCWATCH_RULES__FRAGMENTATIONMEGABYTES", "40", options => options.Rules.FragmentationMegabytes),
        ("GCWATCH_RULES__LEASTPAUSES", "7", options => options.Rules.LeastPauses),
        ("GCWATCH_RULES__AGENTJOB", "watchers", options => options.Rules.AgentJob),
        ("GCWATCH_RULES__RUNBOOKURL", "https://runbooks.local/gc/", options => options.Rules.RunbookUrl),
        ("GCWATCH_RULES__DASHBOARDURL", "https://grafana.local/", options => options.Rules.DashboardUrl),
        ("GCWATCH_HISTORY__URL", "https://mimir/prometheus", options => options.History.Url),
        ("GCWATCH_HISTORY__TIMEOUT", "00:00:07", options => options.History.Timeout),
        ("GCWATCH_HISTORY__BEARERTOKENFILE", "/run/token", options => options.History.BearerTokenFile),
        ("GCWATCH_HISTORY__CAFILE", "/run/ca.pem", options => options.History.CaFile),
        ("GCWATCH_HISTORY__TENANT", "shop", options => options.History.Tenant),
        ("GCWATCH_BASELINES__SNAPSHOTFILE", "/state/baselines", options => options.Baselines.SnapshotFile),
        ("GCWATCH_BASELINES__SNAPSHOTINTERVAL", "00:05:00", options => options.Baselines.SnapshotInterval),
        ("GCWATCH_BASELINES__EXCLUDE", "2026-03-02T08:00Z/2026-03-02T10:00Z/shop-*;2026-03-03/2026-03-04", options => string.Join(';', options.Baselines.Exclude)),
        ("GCWATCH_MEMORY__LIMITBYTES", "536870912", options => options.Memory.LimitBytes),
        ("GCWATCH_MEMORY__CALIBRATION", "00:02:00", options => options.Memory.Calibration),
        ("GCWATCH_ALLOCATIONS__MODE", "Continuous", options => options.Allocations.Mode),
        ("GCWATCH_ALLOCATIONS__DURATION", "00:00:20", options => options.Allocations.Duration),
        ("GCWATCH_ALLOCATIONS__COOLDOWN", "00:20:00", options => options.Allocations.CoolDown),
        ("GCWATCH_ALLOCATIONS__INTERVAL", "00:02:00", options => options.Allocations.Interval),
        ("GCWATCH_ALLOCATIONS__TOPTYPES", "7", options => options.Allocations.TopTypes),
        ("GCWATCH_ALLOCATIONS__ATONCE", "2", options => options.Allocations.AtOnce),
        ("GCWATCH_POOLS__MODE", "Turnover", options => options.Pools.Mode),
        ("GCWATCH_MEMORY__INTERVAL", "00:00:05", options => options.Memory.Interval),
        ("GCWATCH_LOG__LEVEL", "Debug", options => options.Log.Level),
        ("GCWATCH_LOG__FORMAT", "Text", options => options.Log.Format),
    ];

    private static string Named(IEnumerable<PromiseOptions> promises) => $"[{{\"Name\":\"{promises.Single().Name}\"}}]";

    private static AgentOptions Load(
        string? text = null, (string Name, string Value)[]? environment = null, (string Section, string Property, string Value)[]? commandLine = null)
    {
        using var file = new OptionsFile(text ?? "{}");
        var given = (commandLine ?? []).Select(entry => KeyValuePair.Create(new OptionKey(entry.Section, entry.Property), entry.Value));
        return OptionsLoader.Load(text is null ? null : file.Path, Environment(environment ?? []), given).Options;
    }

    private static Hashtable Environment((string Name, string Value)[] variables)
    {
        var environment = new Hashtable();
        foreach ((string name, string value) in variables) environment.Add(name, value);
        return environment;
    }

    private static string Refused(Action load)
    {
        var fault = Assert.Throws<AgentFault>(load);
        Assert.Equal(ExitCode.Usage, fault.Code);
        return fault.Message;
    }
}

namespace GcWatch.EndToEnd;

/// <summary>
/// Tests that need minutes and hardly a processor: pauses and stops of many seconds, intervals that pass. They run one after another, beside the
/// stream of all others; so each must do with less than a core, and look only at processes of its own.
/// </summary>
[CollectionDefinition(nameof(Waiting))]
public sealed class Waiting;

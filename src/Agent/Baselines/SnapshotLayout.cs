using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Baselines;

/// <summary>
/// The bytes of a snapshot file. Little-endian; floats and doubles as IEEE 754; times as ticks of 100 ns since year 1, UTC; a text is its length in bytes
/// (u16) and UTF-8. A list of floats is a bit for each of its places (the lowest of the first byte first), set where it is not NaN, and
/// then those that are not NaN.
/// <code>
/// 8  "GCWBASE\n"
/// 2  u16 version, 1
/// …  owner: texts namespace, service, env
/// 8  i64 saved at     8  i64 judged at     8  double time scale     4  i32 services
/// …  each service: texts namespace, service, env; i64 learnt at; u8 signals
///      each signal: u8 which (BaselineSignal); u8 has first hour; i64 first hour; double level; floats[672] hourly medians;
///      floats[504] residuals; i64 hour in progress; u8 minutes; floats[minutes]; i32 hot minutes
/// 32 SHA-256 of all before it
/// </code>
/// A reader refuses every other version, and whatever it does not understand to the last byte. 62 KB a service with all signals at most.
/// </summary>
internal static class SnapshotLayout
{
    public const ushort Version = 1;

    private const int ChecksumBytes = SHA256.HashSizeInBytes;
    private const int MostServices = 100_000;
    private const int MostMinutes = 60;
    private const int Medians = 4 * HourOfWeek.InWeek;
    private const int Residuals = 3 * HourOfWeek.InWeek;

    /// <summary>Of the year 9999 and more.</summary>
    private const long LastHour = 100_000_000;

    private static ReadOnlySpan<byte> Magic => "GCWBASE\n"u8;

    /// <summary>Writes service after service: the whole of it is never in memory.</summary>
    public static void Write(Stream stream, BaselineSnapshot snapshot)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        var bytes = new SnapshotWriter(buffer);
        bytes.Bytes(Magic);
        bytes.U16(Version);
        Key(bytes, snapshot.Owner);
        bytes.I64(snapshot.SavedAt.UtcTicks);
        bytes.I64(snapshot.JudgedAt.UtcTicks);
        bytes.F64(snapshot.TimeScale);
        bytes.I32(snapshot.Baselines.Length);
        Flush();
        foreach (KeptBaseline baseline in snapshot.Baselines)
        {
            Write(bytes, baseline);
            Flush();
        }

        stream.Write(hash.GetHashAndReset());

        void Flush()
        {
            hash.AppendData(buffer.WrittenSpan);
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
    }

    /// <summary>Never throws, whatever the bytes are.</summary>
    public static SnapshotReading Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Magic)) return new SnapshotReading.Refused("is no snapshot of baselines");
        var header = new SnapshotReader(file[Magic.Length..]);
        int version = header.U16();
        if (header.HasFailed || file.Length < Magic.Length + ChecksumBytes) return Damaged();
        if (version != Version)
        {
            string age = version < Version ? "an older" : "a newer";
            return new SnapshotReading.Refused($"has {age} layout, version {version}; this agent reads version {Version}");
        }

        ReadOnlySpan<byte> content = file[..^ChecksumBytes];
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(file[^ChecksumBytes..])) return Damaged();
        var reader = new SnapshotReader(content[(Magic.Length + sizeof(ushort))..]);
        BaselineSnapshot? snapshot = Snapshot(ref reader);
        return snapshot is null || reader.HasFailed || !reader.IsAtEnd ? Damaged() : new SnapshotReading.Whole(snapshot);
    }

    private static SnapshotReading.Refused Damaged() => new("is damaged or cut off");

    private static void Write(SnapshotWriter bytes, KeptBaseline baseline)
    {
        Key(bytes, baseline.Service);
        bytes.I64(baseline.LearntAt.UtcTicks);
        bytes.U8((byte)baseline.State.Signals.Length);
        foreach (SignalBaselineState signal in baseline.State.Signals)
        {
            bytes.U8((byte)signal.Signal);
            bytes.U8((byte)(signal.FirstHour is null ? 0 : 1));
            bytes.I64(signal.FirstHour ?? 0);
            bytes.F64(signal.Level);
            bytes.Floats(signal.Medians.AsSpan());
            bytes.Floats(signal.Residuals.AsSpan());
            bytes.I64(signal.Hour);
            bytes.U8((byte)signal.HourValues.Length);
            bytes.Floats(signal.HourValues.AsSpan());
            bytes.I32(signal.HourHotMinutes);
        }
    }

    private static void Key(SnapshotWriter bytes, ServiceKey key)
    {
        bytes.Text(key.Namespace);
        bytes.Text(key.Service);
        bytes.Text(key.Env);
    }

    private static BaselineSnapshot? Snapshot(ref SnapshotReader reader)
    {
        ServiceKey owner = Key(ref reader);
        DateTimeOffset saved = reader.Time();
        DateTimeOffset judged = reader.Time();
        double scale = reader.F64();
        int services = reader.I32();
        if (reader.HasFailed || services is < 0 or > MostServices) return null;
        var baselines = ImmutableArray.CreateBuilder<KeptBaseline>();
        for (int i = 0; i < services && !reader.HasFailed; i++) baselines.Add(Baseline(ref reader));
        return new BaselineSnapshot(owner, saved, judged, scale, baselines.DrainToImmutable());
    }

    private static KeptBaseline Baseline(ref SnapshotReader reader)
    {
        ServiceKey service = Key(ref reader);
        DateTimeOffset learntAt = reader.Time();
        int count = reader.U8();
        if (count > BaselineSignals.All.Length) reader.Fail();
        var signals = ImmutableArray.CreateBuilder<SignalBaselineState>();
        for (int i = 0; i < count && !reader.HasFailed; i++) signals.Add(Signal(ref reader));
        return new KeptBaseline(service, learntAt, new ServiceBaselineState(signals.DrainToImmutable()));
    }

    private static SignalBaselineState Signal(ref SnapshotReader reader)
    {
        var signal = (BaselineSignal)reader.U8();
        bool hasFirst = reader.U8() != 0;
        long first = reader.I64();
        double level = reader.F64();
        ImmutableArray<float> medians = reader.Floats(Medians);
        ImmutableArray<float> residuals = reader.Floats(Residuals);
        long hour = reader.I64();
        ImmutableArray<float> values = reader.Floats(Math.Min((int)reader.U8(), MostMinutes));
        int hot = reader.I32();
        bool isSane = Enum.IsDefined(signal) && double.IsFinite(level) && first is >= 0 and <= LastHour && hour is long.MinValue or (>= 0 and <= LastHour);
        if (!isSane) reader.Fail();
        return new SignalBaselineState(signal, hasFirst ? first : null, level, medians, residuals, hour, values, hot);
    }

    private static ServiceKey Key(ref SnapshotReader reader) => new(reader.Text(), reader.Text(), reader.Text());
}

using GcWatch.Analysis.HeapTypes;
using GcWatch.Collectors.Capture;

namespace GcWatch.Collectors.Tests.Capture;

/// <summary>Recorded: the walk of a heap with 500 records in a chain, each with an array of its own of 1,968 bytes.</summary>
public sealed class HeapWalkDecoderTests
{
    private const int Records = 500;
    private const int Mutants = 100;

    [Theory]
    [InlineData("net8-heap.nettrace")]
    [InlineData("net10-heap.nettrace")]
    public void Every_object_is_counted_by_its_type_and_the_walk_is_whole(string recording)
    {
        (HeapWalk walk, HeapWalkDecoder decoder) = Play(Captures.Read(recording), graph: null);

        Assert.True(decoder is { IsGapless: true, Over.IsCompletedSuccessfully: true });
        Assert.InRange(decoder.Pause, TimeSpan.FromMilliseconds(0.1), TimeSpan.FromSeconds(5));
        HeapCensus census = walk.Census();
        TypeCount records = Assert.Single(census.Types, type => type.Name == "KeptRecord");
        Assert.Equal((TypeOrigin.Application, (long)Records, Records * 32L), (records.Origin, records.Objects, records.Bytes));
        TypeCount arrays = Assert.Single(census.Types, type => type.Name == "System.Byte[]");
        Assert.True(arrays.Objects >= Records && arrays.Bytes >= Records * 1_968L, arrays.ToString());
        Assert.Equal(walk.Objects, census.Objects);
        Assert.DoesNotContain(census.Types, type => type.Name == "(unnamed)");
    }

    [Theory]
    [InlineData("net8-heap.nettrace")]
    [InlineData("net10-heap.nettrace")]
    public void References_and_roots_lead_from_a_local_variable_along_the_chain(string recording)
    {
        (HeapWalk walk, HeapWalkDecoder decoder) = Play(Captures.Read(recording), new ReferenceGraph());

        Assert.True(decoder.IsGapless);
        Assert.True(walk.Graph?.IsWhole);
        IReadOnlyList<RetainingPath> paths = walk.PathsTo("KeptRecord");
        Assert.All(paths, path => Assert.Equal(["KeptRecord"], path.Steps.Select(step => step.Type)));
        Assert.All(paths, path => Assert.IsType<HeapRoot.LocalVariable>(path.Root));
        Assert.Equal(ReferenceGraph.SamplesOfType, paths.Sum(path => path.Objects));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void A_walk_that_is_cut_off_is_not_over(double part)
    {
        byte[] whole = Captures.Read("net10-heap.nettrace");
        (_, HeapWalkDecoder decoder) = Play(whole[..(int)(whole.Length * part)], graph: null);
        Assert.False(decoder.Over.IsCompleted);
    }

    /// <summary>The decoder comes after the first event of objects.</summary>
    [Fact]
    public void A_missing_event_is_noticed_by_its_number()
    {
        byte[] whole = Captures.Read("net10-heap.nettrace");
        HeapWalkDecoder? decoder = null;
        Captures.Play(whole, source => source.Clr.GCBulkNode += data =>
        {
            if (data.Index == 1) decoder = new HeapWalkDecoder(source, new HeapWalk());
        });

        Assert.False(decoder?.IsGapless);
    }

    [Fact]
    public void A_damaged_stream_is_a_fault_or_a_result()
    {
        byte[] whole = Captures.Read("net10-heap.nettrace");
        int faults = Enumerable.Range(0, Mutants).Count(seed => !Captures.Play(Captures.Damaged(whole, seed), source => _ = new HeapWalkDecoder(source, new HeapWalk(new ReferenceGraph()))));
        Assert.InRange(faults, 1, Mutants);
    }

    private static (HeapWalk Walk, HeapWalkDecoder Decoder) Play(byte[] bytes, ReferenceGraph? graph)
    {
        var walk = new HeapWalk(graph);
        HeapWalkDecoder? decoder = null;
        Captures.Play(bytes, source => decoder = new HeapWalkDecoder(source, walk));
        return (walk, decoder ?? throw new InvalidOperationException("the stream has no beginning"));
    }
}

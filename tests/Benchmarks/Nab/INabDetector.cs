namespace GcWatch.Benchmarks.Nab;

/// <summary>Scores a series row by row, knowing only the past.</summary>
internal interface INabDetector
{
    string Name { get; }

    /// <returns>0 (usual) to 1 for each row.</returns>
    double[] Score(NabSeries series);
}

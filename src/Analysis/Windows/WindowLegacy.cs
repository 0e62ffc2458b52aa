namespace GcWatch.Analysis.Windows;

/// <summary>
/// The windows that a session left, for the next one of the same service to carry on: a quantile over an hour is wanted of a service,
/// whose process may be a minute old. Whoever takes them over owns them.
/// </summary>
/// <param name="Windows">With their contents.</param>
/// <param name="EndedAt">When they were left, on their own time: that of the first session that they belonged to.</param>
public sealed record WindowLegacy(PauseWindows Windows, TimeSpan EndedAt);

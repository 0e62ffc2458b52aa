using System.Globalization;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// Sees to it that of all that share a temporary directory only one at a time does something costly to a process: a file that is locked
/// (flock) as long as this lives, and unlocked by the system if the holder is killed. It is left there, empty: to delete it would let two in.
/// </summary>
public sealed class TargetLock : IDisposable
{
    private readonly FileStream file;

    private TargetLock(FileStream file) => this.file = file;

    /// <summary>Null if another has it.</summary>
    /// <param name="target">The process.</param>
    /// <param name="what">What is done to it, a word for the file's name.</param>
    public static TargetLock? TryTake(Target target, string what)
    {
        ArgumentNullException.ThrowIfNull(target);
        string name = string.Create(CultureInfo.InvariantCulture, $"gcwatch-{what}-{target.Runtime.Cookie:N}.lock");
        try
        {
            return new TargetLock(new FileStream(Path.Combine(Path.GetTempPath(), name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}

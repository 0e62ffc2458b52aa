using System.Text;
using GcWatch.Agent.Inject;

namespace GcWatch.Agent.Tests.Inject;

/// <summary>Manifests nobody would write, each valid, from seeds.</summary>
public sealed class RandomManifestTests
{
    private const int Seeds = 200;
    private const string Marks = " \n\t:-#[]{}'\"|&*!%@`,?";

    [Fact]
    public void Any_manifest_can_have_the_agent_and_be_without_it_again()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            string text = new RandomManifest(new Random(seed)).Write();
            string injected = Manifest.Injected(text);
            Assert.True(injected == Manifest.Injected(injected), $"seed {seed}: a second run changes it\n{text}");
            Assert.True(text == Manifest.Removed(injected), $"seed {seed}: removal does not restore it\n{text}\n=====\n{injected}");
        }
    }

    [Fact]
    public void Any_damaged_manifest_is_taken_or_refused_in_a_sentence()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var chance = new Random(seed);
            var text = new StringBuilder(new RandomManifest(chance).Write());
            for (int i = 0; i < 3; i++) text[chance.Next(text.Length)] = Marks[chance.Next(Marks.Length)];
            try
            {
                string injected = Manifest.Injected(text.ToString());
                Assert.Equal(injected, Manifest.Injected(injected));
            }
            catch (ManifestFault fault)
            {
                Assert.DoesNotContain('\n', fault.Message);
            }
        }
    }
}

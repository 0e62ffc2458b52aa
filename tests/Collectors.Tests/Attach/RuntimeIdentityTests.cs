using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Tests.Attach;

public sealed class RuntimeIdentityTests
{
    [Theory]
    [InlineData("dotnet /app/Shop.Web.dll --port 1", "Shop.Web", "Shop.Web")]
    [InlineData("/app/Shop.Web --port 1", "Shop.Web", "Shop.Web")]
    [InlineData("/app/Shop.Web --port 1", "Shop", "Shop.Web")]
    [InlineData("/app/shop", "shop", "shop")]
    [InlineData("/app/Shop.exe", "Shop", "Shop")]
    [InlineData("dotnet /app/Shop.dll", "", "")]
    public void A_native_program_with_dots_in_its_name_keeps_all_of_it(string commandLine, string entryAssembly, string name) =>
        Assert.Equal(name, new RuntimeIdentity(1, Guid.Empty, commandLine, entryAssembly, "10.0.12").ProgramName);
}

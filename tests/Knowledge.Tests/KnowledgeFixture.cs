using Stadtgespraeche.Knowledge.Tests;
using Stadtgespraeche.Testing;

[assembly: AssemblyFixture(typeof(KnowledgeFixture))]

namespace Stadtgespraeche.Knowledge.Tests;

/// <summary>One Knowledge service for all tests of this assembly, which trusts the keys of two partners.</summary>
public sealed class KnowledgeFixture : IAsyncLifetime
{
    public ServiceUnderTest<Program> Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Service = await ServiceUnderTest<Program>.StartAsync();
        await Service.TrustAsync("bamberg");
        await Service.TrustAsync("kaiserslautern");
    }

    public async ValueTask DisposeAsync() => await Service.DisposeAsync();
}

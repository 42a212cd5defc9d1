using Microsoft.Extensions.Configuration;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Administration;

/// <summary>Loopback, or TLS under a name; nothing else.</summary>
public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("urls", "http://localhost:5080", "localhost", null)]
    [InlineData("urls", "http://127.0.0.1:5080;http://[::1]:5080", "localhost", null)]
    [InlineData("urls", "http://unix:/run/stadtgespraeche.sock", "localhost", null)]
    [InlineData("urls", "https://*:443", "rat.example", null)]
    [InlineData("urls", "http://localhost:5080;http://0.0.0.0:80", "localhost", "unverschlüsselt")]
    [InlineData("urls", "http://*:5080", "rat.example", "unverschlüsselt")]
    [InlineData("urls", "http://rat.example:5080", "rat.example", "unverschlüsselt")]
    [InlineData("http_ports", "8080", "localhost", "unverschlüsselt")]
    [InlineData("Kestrel:Endpoints:Eins:Url", "http://192.168.0.1:80", "localhost", "unverschlüsselt")]
    [InlineData("urls", "https://*:443", "localhost", "Administration:Host fehlt")]
    [InlineData("urls", "keine Adresse", "localhost", "keine Adresse")]
    public void Another_machine_gets_in_by_TLS_only(string name, string value, string host, string? refusal)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
        var said = ListenAddresses.Refusal(configuration, new AdministrationSettings { Host = host });
        if (refusal is null)
        {
            said.ShouldBeNull();
        }
        else
        {
            said.ShouldNotBeNull().ShouldContain(refusal);
        }
    }

    [Fact]
    public async Task The_service_does_not_start_where_others_could_read_along()
    {
        await using var city = await City.StartAsync();
        var settings = new Dictionary<string, string>(city.Service.Settings) { ["urls"] = "http://0.0.0.0:0" };
        var (code, _, errors) = await Killable.RunAsync("Notification", settings);
        (code, errors).ShouldSatisfyAllConditions(_ => code.ShouldBe(2), _ => errors.ShouldContain("unverschlüsselt"));
    }
}

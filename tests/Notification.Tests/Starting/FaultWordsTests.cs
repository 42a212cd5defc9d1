using System.Net;
using System.Net.Sockets;
using Stadtgespraeche.Notification.Tests.Checks;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Starting;

/// <summary>
/// The service and its verbs as a city runs them, in a process of their own and in production: what goes wrong is said in
/// German, without a stack trace, with the exit code that tells systemd whether to try again.
/// </summary>
public sealed class FaultWordsTests
{
    private const int Change = 2;
    private const int TryAgain = 75;

    [Fact]
    public async Task A_taken_port_is_said_and_tried_again()
    {
        await using var city = await InProductionAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        city.Settings["Urls"] = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        (await RunAsync(city)).ShouldSay(TryAgain, "schon belegt");
    }

    [Fact]
    public async Task A_database_that_is_away_makes_migrate_end_so_that_it_is_tried_again()
    {
        await using var city = await InProductionAsync();
        city.Settings["ConnectionStrings:owner"] =
            $"Host=127.0.0.1;Port={FreshCity.PortOfNobody()};Database=a;Username=b;Password=c";

        (await RunAsync(city, "migrate")).ShouldSay(TryAgain, "Die Datenbank ist nicht erreichbar.");
    }

    [Fact]
    public async Task A_wrong_password_names_the_role_that_it_was_for()
    {
        await using var city = await InProductionAsync();
        city.Settings["Database:OwnerPassword"] = "falsch";

        (await RunAsync(city, "migrate")).ShouldSay(TryAgain, "_owner\"");
    }

    [Theory]
    [InlineData("Kestrel:Endpoints:Https:Certificate:Path", "/nicht/da.pem")]
    [InlineData("Smtp:TimeoutSeconds", "bald")]
    [InlineData("Planning:Seconds", "bald")]
    [InlineData("Keys:Directory", "/proc/schluessel")]
    public async Task What_somebody_has_to_change_first_is_said_and_not_tried_again(string name, string value)
    {
        await using var city = await InProductionAsync();
        if (name.StartsWith("Kestrel", StringComparison.Ordinal))
        {
            city.Settings["Kestrel:Endpoints:Https:Url"] = "https://127.0.0.1:0";
        }

        city.Settings[name] = value;

        (await RunAsync(city)).ShouldSay(Change, "");
    }

    [Theory]
    [InlineData("links-001.pem")]
    [InlineData("pages-001.pem")]
    public async Task A_damaged_key_is_said(string file)
    {
        await using var city = await InProductionAsync();
        Directory.CreateDirectory(city.Keys);
        await File.WriteAllTextAsync(Path.Combine(city.Keys, file), "kein Schlüssel");

        (await RunAsync(city)).ShouldSay(Change, "Sicherung");
    }

    [Fact]
    public async Task Keys_without_a_database_cost_a_few_lines_and_the_service_goes_on_waiting()
    {
        await using var city = await InProductionAsync();
        city.Settings["ConnectionStrings:database"] =
            $"Host=127.0.0.1;Port={FreshCity.PortOfNobody()};Database=a;Username=b;Password=c";
        await using var service = Killable.Start("Notification", city.Settings);

        await Eventually.Holds(() =>
            service.Lines.ShouldContain(line => line.StartsWith("warn") && line.Contains("NpgsqlException"))
        );
        service.Lines.ShouldNotContain(line => line.StartsWith("   at "));
    }

    private static async Task<FreshCity> InProductionAsync()
    {
        var city = await FreshCity.CreateAsync();
        city.Settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        city.Settings["Urls"] = "http://127.0.0.1:0";
        return city;
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(FreshCity city, params string[] verb) =>
        Killable.RunAsync("Notification", city.Settings, verb);
}

internal static class ToldFault
{
    public static void ShouldSay(this (int ExitCode, string Output, string Errors) ended, int exitCode, string words)
    {
        var all = ended.Output + ended.Errors;
        ended.ExitCode.ShouldBe(exitCode, all);
        ended.Errors.ShouldContain(words, customMessage: all);
        ended.Errors.Trim().ShouldNotBeEmpty();
        all.ShouldNotContain("   at ");
        all.ShouldNotContain("Bitte melden Sie dies der Zentrale", customMessage: "there are words for it");
    }
}

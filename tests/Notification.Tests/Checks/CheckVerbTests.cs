using Npgsql;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Settings;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Checks;

/// <summary>The verb as an administrator calls it: against real servers, in a process of its own.</summary>
public sealed class CheckVerbTests
{
    [Fact]
    public async Task Where_all_is_well_everything_passes_a_mail_arrives_and_the_hub_will_be_told()
    {
        await using var city = await FreshCity.CreateAsync();
        LinkKeys.OpenOrCreate(city.Keys).Dispose();
        await city.FillLegalPagesAsync();

        var (exitCode, verdicts, output) = await city.CheckAsync("--mail", "pruefung@rat.example");

        exitCode.ShouldBe(0, output);
        verdicts.Values.ShouldAllBe(verdict => verdict == "Good", output);
        verdicts.Keys.ShouldBe(
            [
                "settings",
                "database",
                "broker",
                "broker-rights",
                "clock",
                "keys",
                "mail-server",
                "spf",
                "dkim",
                "dmarc",
                "legal-pages",
            ],
            ignoreOrder: true
        );
        city.Mails.To("pruefung@rat.example")
            .ShouldHaveSingleItem()
            .Headers["Auto-Submitted"]
            .ShouldBe("auto-generated");
        (await OutboxAsync(city)).ShouldHaveSingleItem().ShouldBe($"from.{FreshCity.Key}");
    }

    [Fact]
    public async Task Each_thing_that_is_broken_is_named_with_the_way_to_mend_it()
    {
        await using var city = await FreshCity.CreateAsync();
        LinkKeys.OpenOrCreate(city.Keys).Dispose();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                city.Keys,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
            );
        }

        city.Settings["ConnectionStrings:database"] = city.Settings["ConnectionStrings:owner"];
        city.PortalAhead = TimeSpan.FromMinutes(5);
        city.Mails.Greeting = "554 kein Zutritt";
        city.Dns.Txt.Clear();
        await city.AllowAsync((".*", ".*", ".*"));

        var (exitCode, verdicts, output) = await city.CheckAsync("--mail", "pruefung@rat.example");

        exitCode.ShouldBe(1);
        verdicts
            .Where(verdict => verdict.Value == "Failed")
            .Select(verdict => verdict.Key)
            .ShouldBe(["database", "broker-rights", "clock", "keys", "mail-server"], ignoreOrder: true, output);
        verdicts["spf"].ShouldBe("Warning");
        output.ShouldContain("Sekunden nach.");
        output.ShouldContain("go-rwx");
    }

    [Fact]
    public async Task Servers_that_refuse_or_are_not_there_cost_a_sentence_each()
    {
        await using var city = await FreshCity.CreateAsync();
        var nobody = FreshCity.PortOfNobody();
        city.Settings["ConnectionStrings:database"] = new NpgsqlConnectionStringBuilder(
            city.Settings["ConnectionStrings:database"]
        )
        {
            Password = "falsch",
        }.ConnectionString;
        city.Settings["ConnectionStrings:rabbitmq"] = new UriBuilder(city.Settings["ConnectionStrings:rabbitmq"])
        {
            Password = "falsch",
        }.Uri.ToString();
        city.Settings["Portal:Url"] = $"http://127.0.0.1:{nobody}";
        city.Settings["Smtp:Port"] = $"{nobody}";
        city.Settings["Dns:Server"] = $"127.0.0.1:{nobody}";

        var (exitCode, verdicts, output) = await city.CheckAsync();

        exitCode.ShouldBe(1);
        output.ShouldNotContain("   at ");
        (verdicts["database"], verdicts["broker"], verdicts["mail-server"]).ShouldBe(
            ("Failed", "Failed", "Failed"),
            output
        );
        (verdicts["clock"], verdicts["spf"], verdicts["legal-pages"]).ShouldBe(
            ("Warning", "Warning", "Warning"),
            output
        );
        verdicts["keys"].ShouldBe("Good", "they are made at the first start");
        Directory.Exists(city.Keys).ShouldBeFalse();
        output.ShouldContain("lehnt das Kennwort ab");
    }

    [Fact]
    public async Task A_key_that_the_hub_does_not_believe_and_rights_that_are_too_narrow_fail()
    {
        await using var city = await FreshCity.CreateAsync();
        using var keys = LinkKeys.OpenOrCreate(city.Keys);
        city.LinkStatus = 401;
        await city.AllowAsync(("^$", "^$", "^$"));

        var (exitCode, verdicts, output) = await city.CheckAsync();

        exitCode.ShouldBe(1);
        verdicts
            .Where(verdict => verdict.Value == "Failed")
            .Select(verdict => verdict.Key)
            .ShouldBe(["broker-rights", "keys"], ignoreOrder: true, output);
        output.ShouldContain("noch nicht", customMessage: "the service never ran, so the hub cannot know it");
        verdicts["legal-pages"].ShouldBe("Warning", "the service runs without them");
        output.ShouldContain("Einladungen");
        (await OutboxAsync(city)).Count.ShouldBe(1, "the hub hears of what failed too");
    }

    [Fact]
    public async Task Keys_that_are_lost_beside_their_database_fail_whether_new_ones_were_made_or_not()
    {
        await using var city = await FreshCity.CreateAsync();
        await city.RanBeforeAsync(("frueher", 1));

        var (exitCode, verdicts, output) = await city.CheckAsync();
        (exitCode, verdicts["keys"]).ShouldBe((1, "Failed"), output);
        output.ShouldContain("aus der Sicherung");
        Directory.Exists(city.Keys).ShouldBeFalse("nothing was made");

        using var keys = LinkKeys.OpenOrCreate(city.Keys);
        city.LinkStatus = 401;
        (exitCode, verdicts, output) = await city.CheckAsync();
        (exitCode, verdicts["keys"]).ShouldBe((1, "Failed"), output);
        output.ShouldContain("nur den früheren");
        output.ShouldContain(keys.Spoken, customMessage: "the organisers ask for it");
    }

    [Theory]
    [InlineData(0, "Failed", "freizugeben")]
    [InlineData(1, "Good", "anerkannt")]
    [InlineData(2, "Failed", "widerrufen")]
    public async Task Where_the_portal_cannot_be_asked_the_hubs_last_word_on_the_key_counts(
        int standing,
        string verdict,
        string says
    )
    {
        await using var city = await FreshCity.CreateAsync();
        using var keys = LinkKeys.OpenOrCreate(city.Keys);
        await city.RanBeforeAsync((keys.KeyId, standing));
        city.Settings["Portal:Url"] = $"http://127.0.0.1:{FreshCity.PortOfNobody()}";

        var (_, verdicts, output) = await city.CheckAsync();

        verdicts["keys"].ShouldBe(verdict, output);
        output.ShouldContain(says);
    }

    [Fact]
    public async Task What_the_unit_does_before_each_start_is_looked_at_too()
    {
        await using var city = await FreshCity.CreateAsync();
        city.Settings["Database:OwnerPassword"] = "falsch";
        var (exitCode, verdicts, output) = await city.CheckAsync();
        (exitCode, verdicts["database"]).ShouldBe((1, "Failed"), output);
        output.ShouldContain("Database__OwnerPassword");

        // A role that comes in, but owns nothing.
        city.Settings["Database:OwnerPassword"] = "";
        city.Settings["ConnectionStrings:owner"] = city.Settings["ConnectionStrings:database"];
        (exitCode, verdicts, output) = await city.CheckAsync();
        (exitCode, verdicts["database"]).ShouldBe((1, "Failed"), output);
        output.ShouldContain("gehören Datenbank oder Tabellen nicht");

        city.Settings["ConnectionStrings:owner"] = "";
        (exitCode, verdicts, output) = await city.CheckAsync();
        verdicts["database"].ShouldBe("Warning", output);
    }

    [Fact]
    public async Task A_value_that_the_hub_filled_in_is_not_asked_of_the_administrator()
    {
        await using var city = await FreshCity.CreateAsync();
        city.Settings["Partner:Key"] = "";
        city.Settings["Partner:Imprint"] = "";

        var (_, _, output) = await city.CheckAsync();

        output.ShouldContain("Diesen Wert hat die Zentrale eingetragen.");
        output.ShouldContain("Bitte tragen Sie es in die Konfiguration ein.");
    }

    [Fact]
    public async Task With_an_empty_configuration_it_names_what_to_fill_in_and_a_wrong_call_does_nothing()
    {
        var (exitCode, output, errors) = await Killable.RunAsync(
            "Notification",
            new Dictionary<string, string> { ["Partner:Key"] = "Über Stadt" },
            "check"
        );
        exitCode.ShouldBe(1);
        output.ShouldContain("Partner__Sender fehlt.");
        (output + errors).ShouldNotContain("   at ");

        (
            await Killable.RunAsync("Notification", new Dictionary<string, string>(), "check", "--mail")
        ).ExitCode.ShouldBe(2);
        (await Killable.RunAsync("Notification", new Dictionary<string, string>(), "chek")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task The_configuration_file_is_read_and_the_environment_wins()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            "Partner__Sender=BITTE-EINTRAGEN\nPartner__Name=Musterstadt\nPartner__Contact=unsinn"
        );

        var (_, output, _) = await Killable.RunAsync(
            "Notification",
            new Dictionary<string, string> { ["Partner:Contact"] = "buero@musterstadt.example" },
            "check",
            "--config",
            file
        );

        output.ShouldContain($"Partner__Sender ist noch nicht eingetragen (dort steht {SettingsFaults.Blank}).");
        output.ShouldNotContain("Partner__Name");
        output.ShouldNotContain("Partner__Contact");
        var broken = await Killable.RunAsync(
            "Notification",
            new Dictionary<string, string>(),
            "check",
            "--config",
            file + ".fehlt"
        );
        broken.ExitCode.ShouldBe(2);
        broken.Errors.ShouldContain("es gibt sie nicht");
    }

    private static async Task<List<string>> OutboxAsync(FreshCity city)
    {
        await using var database = NpgsqlDataSource.Create(city.Settings["ConnectionStrings:owner"]);
        await using var rows = await database
            .CreateCommand(
                "select exchange from outbox_messages where convert_from(body, 'UTF8') like '%PartnerChecked%'"
            )
            .ExecuteReaderAsync();
        var exchanges = new List<string>();
        while (await rows.ReadAsync())
        {
            exchanges.Add(rows.GetString(0));
        }

        return exchanges;
    }
}

using Microsoft.Extensions.Configuration;
using Stadtgespraeche.Notification.Settings;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Settings;

public sealed class SettingsFaultsTests
{
    private readonly Dictionary<string, string?> settings = new()
    {
        ["ConnectionStrings:database"] =
            "Host=127.0.0.1;Database=stadtgespraeche;Username=stadtgespraeche;Password=geheim",
        ["ConnectionStrings:rabbitmq"] = "amqps://musterstadt:geheim@broker.example:5671/stadtgespraeche",
        ["Partner:Key"] = "musterstadt",
        ["Partner:Name"] = "Musterstadt",
        ["Partner:Sender"] = "Stadtgespräche <stadtgespraeche@musterstadt.example>",
        ["Partner:Contact"] = "Ratsbüro <ratsbuero@musterstadt.example>",
        ["Partner:Imprint"] = "Stadt Musterstadt | Rathausplatz 1, 00000 Musterstadt",
        ["Keys:Directory"] = "/var/lib/stadtgespraeche/keys",
    };

    [Fact]
    public void Complete_settings_have_none() => Faults().ShouldBeEmpty();

    [Theory]
    [InlineData("amqp://musterstadt:geheim@broker.example/stadtgespraeche", true)]
    [InlineData("amqp://musterstadt:geheim@10.1.2.3/stadtgespraeche", true)]
    [InlineData("amqp://musterstadt:geheim@localhost.example/stadtgespraeche", true)]
    [InlineData("broker.example", true)]
    [InlineData("https://broker.example/", true)]
    [InlineData("amqp://musterstadt:geheim@127.0.0.1:5672/stadtgespraeche", false)]
    [InlineData("amqp://musterstadt:geheim@localhost/stadtgespraeche", false)]
    [InlineData("amqp://musterstadt:geheim@[::1]/stadtgespraeche", false)]
    public void The_broker_is_spoken_to_without_tls_on_this_machine_only(string address, bool refused)
    {
        settings["ConnectionStrings:rabbitmq"] = address;
        Faults().Any(fault => fault.Contains("ConnectionStrings__rabbitmq")).ShouldBe(refused);
    }

    [Theory]
    [InlineData("ConnectionStrings:database", "Host=db.example;Database=a;Username=a", "database")]
    [InlineData("ConnectionStrings:database", "Host=db.example;Database=a;Username=a;SSL Mode=Prefer", "database")]
    [InlineData("Smtp:Security", "None", "smtp")]
    [InlineData("Smtp:Security", "StartTlsWhenAvailable", "smtp")]
    [InlineData("Smtp:Security", "Auto", "smtp")]
    [InlineData("Smtp:Security", null, "smtp")]
    [InlineData("ConnectionStrings:rabbitmq", "amqp://musterstadt:geheim@broker.example/stadtgespraeche", "broker")]
    public void What_goes_to_another_machine_goes_encrypted_unless_the_city_says_that_it_need_not(
        string name,
        string? value,
        string kind
    )
    {
        settings["Smtp:Host"] = "mail.example";
        settings["Smtp:Security"] = "StartTls";
        settings[name] = value;
        var fault = Faults().ShouldHaveSingleItem();
        fault.ShouldStartWith(name.Replace(":", "__"));
        fault.ShouldNotContain("geheim");

        settings["PlainText:Allowed"] = kind;
        Faults().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ConnectionStrings:database", "Host=db.example;Database=a;Username=a;SSL Mode=VerifyFull")]
    [InlineData("ConnectionStrings:database", "Host=/var/run/postgresql;Database=a;Username=a")]
    [InlineData("Smtp:Security", "SslOnConnect")]
    [InlineData("Smtp:Security", "starttls")]
    [InlineData("Portal:Url", "https://stadtgespraeche.example")]
    public void What_is_encrypted_or_stays_on_this_machine_is_no_fault(string name, string value)
    {
        settings["Smtp:Host"] = "mail.example";
        settings["Smtp:Security"] = "StartTls";
        settings[name] = value;
        Faults().ShouldBeEmpty();
    }

    [Fact]
    public void Personal_links_lead_to_https_only()
    {
        settings["Portal:Url"] = "http://stadtgespraeche.example";
        Faults().ShouldHaveSingleItem().ShouldStartWith("Portal__Url");
    }

    [Fact]
    public void Migrating_asks_for_the_owners_way_and_not_for_the_mail_servers()
    {
        settings["Smtp:Host"] = "mail.example";
        settings["ConnectionStrings:owner"] = "Host=db.example;Database=a;Username=a";
        Faults(migrating: true).ShouldHaveSingleItem().ShouldStartWith("ConnectionStrings__owner");
    }

    [Theory]
    [InlineData("Partner:Sender", "stadtgespraeche")]
    [InlineData("Partner:Sender", "BITTE-EINTRAGEN")]
    [InlineData("Partner:Sender", null)]
    [InlineData("Partner:Contact", "kein Postfach")]
    [InlineData("Partner:Contact", "BITTE-EINTRAGEN")]
    [InlineData("Partner:Contact", "")]
    [InlineData("Partner:Imprint", "BITTE-EINTRAGEN")]
    [InlineData("Partner:Imprint", "")]
    [InlineData("Partner:Key", "Musterstadt!")]
    [InlineData("Partner:Key", "-")]
    [InlineData("Partner:Name", "")]
    [InlineData("Keys:Directory", null)]
    [InlineData("Portal:Url", "portal")]
    [InlineData("Smtp:Host", "BITTE-EINTRAGEN")]
    [InlineData("ConnectionStrings:database", "Unsinn")]
    [InlineData("ConnectionStrings:database", "Database=nirgends")]
    [InlineData("ConnectionStrings:database", "Host=127.0.0.1;Username=a;Password=BITTE-EINTRAGEN")]
    public void What_is_missing_or_wrong_is_named_as_it_stands_in_the_file(string name, string? value)
    {
        settings[name] = value;
        Faults().ShouldHaveSingleItem().ShouldStartWith(name.Replace(":", "__"));
    }

    [Fact]
    public async Task The_service_says_what_is_missing_without_a_stack_trace()
    {
        var (exitCode, output, errors) = await Killable.RunAsync(
            "Notification",
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" }
        );

        exitCode.ShouldBe(2);
        (output + errors).ShouldContain("Partner__Key fehlt.");
        (output + errors).ShouldNotContain("   at ");
    }

    private IReadOnlyList<string> Faults(bool migrating = false) =>
        SettingsFaults.Of(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            development: false,
            migrating
        );
}

using Microsoft.Extensions.Configuration;
using Stadtgespraeche.Notification.Settings;

namespace Stadtgespraeche.Notification.Tests.Settings;

/// <summary>The configuration that a city downloads asks for all that the service needs, and for nothing else.</summary>
public sealed class KitConfigurationTests
{
    [Fact]
    public void Every_line_to_be_filled_in_is_named_while_it_is_not()
    {
        var kit = Kit();
        var open = kit.Where(line => line.Value!.Contains(SettingsFaults.Blank))
            .Select(line => Written(line.Key))
            .ToList();

        open.ShouldContain("Partner__Contact");
        open.ShouldContain("Partner__Imprint");
        var faults = Faults(kit, migrating: false).Concat(Faults(kit, migrating: true)).Distinct().ToList();
        foreach (var name in open)
        {
            faults.ShouldContain(fault => fault.StartsWith($"{name} "), $"{name} is to be filled in");
        }
    }

    [Fact]
    public void Once_each_of_them_is_filled_in_nothing_is_missing()
    {
        var kit = Kit();
        foreach (var (name, value) in kit.Where(line => line.Value!.Contains(SettingsFaults.Blank)).ToList())
        {
            kit[name] = value!.Replace(
                SettingsFaults.Blank,
                name is "Partner:Sender" or "Partner:Contact" ? "buero@musterstadt.example" : "etwas"
            );
        }

        Faults(kit, migrating: false).ShouldBeEmpty();
        Faults(kit, migrating: true).ShouldBeEmpty();
    }

    private static Dictionary<string, string?> Kit()
    {
        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(repository.FullName, "tools", "Kit")))
        {
            repository = repository.Parent!;
        }

        return new(
            ConfigurationFile.Read(
                File.ReadAllBytes(Path.Combine(repository.FullName, "tools", "Kit", "notification.conf"))
            )
        )
        {
            ["Partner:Key"] = "musterstadt",
            ["Partner:Name"] = "Musterstadt",
            ["ConnectionStrings:rabbitmq"] = "amqps://musterstadt:geheim@broker.example:5671/stadtgespraeche",
            ["Portal:Url"] = "https://portal.example",
        };
    }

    private static IReadOnlyList<string> Faults(Dictionary<string, string?> kit, bool migrating)
    {
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection(kit);
        settings.AddDatabasePasswords();
        return SettingsFaults.Of(settings, development: false, migrating);
    }

    private static string Written(string name) => name.Replace(":", "__");
}

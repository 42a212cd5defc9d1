using System.Text.Json.Nodes;
using Stadtgespraeche.EndToEnd.Tests.Flow;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>
/// A city's administrator with the kit and nothing else: another system user, a fresh directory, an own database, no
/// look into the repository.
/// </summary>
public sealed class KitTests(MainJob job)
{
    [Fact]
    public async Task With_the_kit_alone_a_city_comes_from_accepted_to_its_first_mail()
    {
        var city = await job.Joined;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"From accepted to the first mail: {city.Took.TotalSeconds:0} s."
        );
        city.FirstMail.From.Mailboxes.Single().Address.ShouldBe("stadtgespraeche@musterstadt.example");
        city.FirstMail.TextBody.ShouldNotBeNull().ShouldContain("/platz?t=");
    }

    [Fact]
    public async Task The_kit_lists_what_it_is_made_of_packages_and_runtime_with_their_versions_and_no_tool_of_developers()
    {
        var list = JsonNode.Parse((await job.Joined).Parts)!;

        list["bomFormat"]!.GetValue<string>().ShouldBe("CycloneDX");
        list["metadata"]!["component"]!["version"]!.GetValue<string>().ShouldMatch(@"^\d+\.\d+\.\d+$");
        var parts = list["components"]!
            .AsArray()
            .Where(part => part!["scope"]?.GetValue<string>() != "excluded")
            .ToDictionary(part => part!["name"]!.GetValue<string>(), part => part!["version"]!.GetValue<string>());
        foreach (
            var name in (string[])
                ["MailKit", "Npgsql", "MassTransit.RabbitMQ", "Microsoft.NETCore.App.Runtime.linux-x64"]
        )
        {
            parts[name].ShouldMatch(@"^\d+\.\d+\.\d+");
        }

        parts.Keys.ShouldNotContain(name => name.Contains("BannedApi") || name.StartsWith("xunit"));
    }

    [Fact]
    public async Task Its_check_passes_before_the_first_start_and_afterwards_the_hub_knows_its_key()
    {
        var city = await job.Joined;

        city.CheckBefore.ShouldContain("werden beim ersten Start angelegt");
        city.CheckBefore.ShouldNotContain("FEHLER");
        city.CheckAfterwards.ShouldContain("die Zentrale erkennt sie an");
        city.TestMailSubject.ShouldBe("Testmail der Stadtgespräche");
    }

    [Fact]
    public async Task Once_it_is_connected_somebody_asks_in_the_portal_and_is_confirmed_and_invited()
    {
        var invitation = (await job.Joined).InvitationOfNewMember;

        invitation.From.Mailboxes.Single().Address.ShouldBe("stadtgespraeche@musterstadt.example");
        invitation.TextBody.ShouldNotBeNull().ShouldContain("Nora Neudabei");
    }

    [Fact]
    public async Task After_the_loss_of_its_database_it_goes_on_from_an_old_backup_and_nobody_gets_a_mail_twice()
    {
        var subjects = (await job.Joined).MailsAcrossTheBackup.Select(mail => mail.Subject ?? "").ToList();

        subjects.ShouldContain(subject => subject.Contains("Erste Sitzung"));
        subjects.ShouldContain(subject => subject.Contains("Zweite Sitzung"));
        subjects.ShouldBeUnique();
    }
}

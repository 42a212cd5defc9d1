using Stadtgespraeche.EndToEnd.Tests.Flow;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>A city's administrator with the kit and nothing else: another system user, a fresh directory, an own database, no look into the repository.</summary>
public sealed class KitTests(MainJob job)
{
    [Fact]
    public async Task From_accepted_to_the_first_mail_it_takes_a_quarter_of_an_hour_at_most()
    {
        var city = await job.Joined;

        city.Took.ShouldBeLessThan(TimeSpan.FromMinutes(15));
        city.FirstMail.From.Mailboxes.Single().Address.ShouldBe("stadtgespraeche@musterstadt.example");
        city.FirstMail.TextBody.ShouldContain("/platz?t=");
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
}
